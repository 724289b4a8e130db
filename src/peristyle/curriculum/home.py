"""What the teaching calendar says on the home page."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.curriculum.queries import period_at
from peristyle.kernel import clock
from peristyle.kernel.services import HomeItem
from peristyle.people.public import Person
from peristyle.ui.environment import long_date


def present_period(person: Person) -> Iterator[HomeItem]:  # noqa: ARG001 — the calendar is everybody's
    """The period the university is in, until when, and the way to the whole calendar."""
    period = period_at(clock.today())
    if period:
        yield HomeItem(
            title=period.name((get_language() or "fr")[:2]),
            detail=_("Jusqu’au %(day)s.") % {"day": long_date(period.ends_on)},
            url=reverse("curriculum:calendar"),
            icon="clock",
        )
