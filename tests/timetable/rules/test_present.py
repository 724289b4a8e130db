"""Now and next, and how long until then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.present import present
from peristyle.timetable.rules.sessions import Slot
from peristyle.timetable.rules.waits import wait_in_words

NOW = timezone.make_aware(datetime(2026, 11, 30, 8, 55))  # noqa: DTZ001 — made aware


@dataclass(frozen=True)
class Held:
    """A session, minutes from now."""

    starts: int
    lasts: int
    cancelled: bool

    @property
    def slot(self) -> Slot:
        """When."""
        return Slot(NOW + timedelta(minutes=self.starts), NOW + timedelta(minutes=self.starts + self.lasts))


@given(
    sessions=st.lists(
        st.builds(Held, starts=st.integers(-200, 200), lasts=st.integers(1, 200), cancelled=st.booleans()), max_size=8
    )
)
def test_what_goes_on_and_what_starts_soonest_of_what_takes_place(sessions: list[Held]) -> None:
    found = present(sessions, NOW)

    held = [each for each in sessions if not each.cancelled]
    ahead = [each.starts for each in held if each.starts > 0]
    assert sorted(map(repr, found.now)) == sorted(
        repr(each) for each in held if each.starts <= 0 < each.starts + each.lasts
    )
    assert sorted(map(repr, found.next)) == sorted(repr(each) for each in held if ahead and each.starts == min(ahead))


@pytest.mark.parametrize(
    ("starts_at", "said"),
    [
        ("2026-11-30 08:55", "maintenant"),
        ("2026-11-30 08:56", "dans 1 minute"),
        ("2026-11-30 09:00", "dans 5 minutes"),
        ("2026-11-30 09:55", "dans 1 heure"),
        ("2026-11-30 11:10", "dans 2 h 15"),
        ("2026-12-01 08:00", "demain à 08:00"),
        ("2026-12-03 08:00", "jeudi à 08:00"),
        ("2026-12-07 08:00", "le 07/12/2026 à 08:00"),
    ],
)
def test_a_wait_is_said_as_people_say_it(starts_at: str, said: str) -> None:
    assert wait_in_words(timezone.make_aware(datetime.fromisoformat(starts_at)), NOW) == said


def test_the_hour_that_summer_takes_away_is_not_waited_for() -> None:
    before = timezone.make_aware(datetime(2027, 3, 28, 1, 30))  # noqa: DTZ001 — made aware
    after = timezone.make_aware(datetime(2027, 3, 28, 3, 30))  # noqa: DTZ001 — made aware

    assert wait_in_words(after, before) == "dans 1 heure"
