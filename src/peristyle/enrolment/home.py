"""What scolarité says on the home page."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from peristyle.enrolment.queries import enrolments_of, reenrolments_to_begin
from peristyle.kernel import clock
from peristyle.kernel.services import HomeItem
from peristyle.people.public import Person

NEWS_FOR = timedelta(days=30)


def recent_enrolments(person: Person) -> Iterator[HomeItem]:
    """For a month, that the enrolment is validated."""
    for enrolment in enrolments_of(person).filter(validated_at__gt=clock.now() - NEWS_FOR):
        yield HomeItem(
            title=_("Votre inscription %(year)s est validée") % {"year": enrolment.academic_year},
            detail=str(enrolment.step),
            url=reverse("enrolment:my_enrolments"),
            icon="scolarite",
        )


def reenrolments_waiting(person: Person) -> Iterator[HomeItem]:
    """That somebody may enrol again, as long as they have not."""
    for admission in reenrolments_to_begin(person):
        begun = hasattr(admission, "file")
        yield HomeItem(
            title=_("Terminer votre inscription %(year)s") % {"year": admission.academic_year}
            if begun
            else _("Vous réinscrire pour %(year)s") % {"year": admission.academic_year},
            detail=str(admission.step),
            url=reverse("enrolment:my_enrolments"),
            icon="scolarite",
        )
