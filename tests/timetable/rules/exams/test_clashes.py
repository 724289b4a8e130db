"""Which exams of a student do not go together."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from peristyle.timetable.rules.exams.clashes import Clash, ClashKind, Sitting, clashes
from peristyle.timetable.rules.exams.exam_rules import ExamRules
from peristyle.timetable.rules.exams.extra_time import extra_time
from peristyle.timetable.rules.exams.staffing import invigilators_wanted
from peristyle.timetable.rules.sessions import Slot

REST = timedelta(minutes=30)
DAY = datetime(2027, 1, 4)  # noqa: DTZ001 — made aware below


def sitting(number: int, starts: int, ends: int, *, exam: bool = True) -> Sitting:
    """From a minute to another of that day."""
    day = timezone.make_aware(DAY)
    return Sitting(number, Slot(day + timedelta(minutes=starts), day + timedelta(minutes=ends)), exam)


@pytest.mark.parametrize(
    ("sittings", "kinds"),
    [
        ([sitting(1, 480, 600), sitting(2, 630, 700)], []),
        ([sitting(1, 480, 600), sitting(2, 629, 700)], [ClashKind.REST]),
        ([sitting(1, 480, 600), sitting(2, 599, 700)], [ClashKind.EXAMS]),
        ([sitting(1, 480, 600), sitting(2, 600, 700)], [ClashKind.REST]),
        ([sitting(1, 480, 600), sitting(2, 599, 700, exam=False)], [ClashKind.CLASS]),
        ([sitting(1, 480, 600), sitting(2, 600, 700, exam=False)], []),
        ([sitting(1, 480, 600, exam=False), sitting(2, 500, 700, exam=False)], []),
        ([sitting(number, 200 * number, 200 * number + 60) for number in range(3)], [ClashKind.MANY]),
    ],
)
def test_what_does_not_go_together(sittings: list[Sitting], kinds: list[ClashKind]) -> None:
    assert [clash.kind for clash in clashes(sittings, rest=REST, per_day=2)] == kinds


@given(st.lists(st.tuples(st.integers(0, 1300), st.integers(1, 140), st.booleans()), max_size=8))
def test_every_pair_is_judged_as_one_by_one(rows: list[tuple[int, int, bool]]) -> None:
    sittings = [sitting(n, starts, starts + lasts, exam=exam) for n, (starts, lasts, exam) in enumerate(rows)]

    found = {(clash.kind, frozenset(clash.sessions)) for clash in clashes(sittings, rest=REST, per_day=9)}

    expected = set()
    for one in sittings:
        for other in sittings:
            if one.session < other.session and (one.exam or other.exam):
                both = frozenset({one.session, other.session})
                apart = max(
                    one.slot.starts_at - other.slot.ends_at,
                    other.slot.starts_at - one.slot.ends_at,
                )
                if one.slot.overlaps(other.slot):
                    expected.add((ClashKind.EXAMS if one.exam and other.exam else ClashKind.CLASS, both))
                elif one.exam and other.exam and apart < REST:
                    expected.add((ClashKind.REST, both))
    assert found == expected


def test_the_hard_come_first() -> None:
    found = clashes([sitting(1, 0, 60), sitting(2, 70, 120), sitting(3, 110, 200)], rest=REST, per_day=9)

    assert [clash.hard for clash in found] == [True, False]
    assert found[0] == Clash(ClashKind.EXAMS, (2, 3))


@pytest.mark.parametrize(
    ("minutes", "per_hour", "extra"),
    [(120, 20, 40), (90, 20, 30), (100, 20, 34), (180, 0, 0), (60, 60, 60), (50, 15, 13)],
)
def test_extra_time_is_counted_in_whole_minutes_for_the_student(minutes: int, per_hour: int, extra: int) -> None:
    assert extra_time(timedelta(minutes=minutes), per_hour) == timedelta(minutes=extra)


@pytest.mark.parametrize(("sitters", "wanted"), [(0, 0), (1, 2), (100, 2), (101, 3)])
def test_a_room_wants_so_many_invigilators(sitters: int, wanted: int) -> None:
    assert invigilators_wanted(sitters, per_invigilator=50, least=2) == wanted


def test_a_room_has_a_share_of_its_places_unless_the_file_says_otherwise() -> None:
    rules = ExamRules.model_validate({"seats_percent": 50, "seats": [{"room": "A5.01", "seats": 120}]})

    assert (rules.seats_of("A5.01", 320), rules.seats_of("TD5.1", 45)) == (120, 22)
    assert rules.instructions("en") == ()
