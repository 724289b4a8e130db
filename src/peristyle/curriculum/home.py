"""What the curriculum says on the home page: the period of the year, and choices to make."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.curriculum.queries import period_at, windows_to_use
from peristyle.kernel import clock
from peristyle.kernel.services import HomeItem
from peristyle.people.public import Person
from peristyle.ui.environment import date_and_time, long_date


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


def choices_to_make(person: Person) -> Iterator[HomeItem]:
    """That choices are open in an étape of theirs, as long as they have chosen nothing since."""
    for window in windows_to_use(person, clock.now()):
        yield HomeItem(
            title=_("Choisir vos matières"),
            detail=_("%(step)s : jusqu’au %(closing)s.")
            % {"step": window.step, "closing": date_and_time(window.closes_at)},
            url=reverse("curriculum:my_units"),
            icon="edit",
        )
