"""The invented semester: nothing is held twice, one teaches when one teaches, the characters have classes."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.db.models import Count
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, PeriodKind
from peristyle.demo.actions.load_university import load_university
from peristyle.demo.university.weeks import ClassesDue, LaidOut, RoomToUse, lay_out
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.public import (
    Activity,
    ActivityKind,
    Attendance,
    ExamArrangement,
    PublishedChange,
    PublishedSeat,
    PublishedSession,
    Roll,
    Session,
    between,
    clashing_students,
    summonses_of,
    timetable_of,
)
from tests.harness.travel import Traveller

CAMILLE, NADIA = "Fabrègues", "Ferrière-Benali"


@pytest.fixture
def loaded(db: None, at: Traveller) -> None:
    at("2026-11-24 07:00")
    load_university(students=80, seed=1)


def held(session: Session, members: dict[int, set[int]]) -> Iterator[Hashable]:
    """All that cannot be in two places: rooms, and people, whether they teach or learn."""
    yield from (("room", each.room_id) for each in session.held_rooms.all())
    yield from (each.person_id for each in session.held_teachers.all())
    for each in session.held_groups.all():
        yield ("group", each.group_id)
        yield from members[each.group_id]


@pytest.mark.usefixtures("loaded")
def test_nothing_and_nobody_is_held_twice_and_one_teaches_on_days_of_teaching() -> None:
    members: dict[int, set[int]] = defaultdict(set)
    for group, person in GroupMembership.objects.values_list("group_id", "enrolment__person_id"):
        members[group].add(person)
    sessions = (
        Session.objects.filter(cancelled_at=None)
        .select_related("activity")
        .prefetch_related("held_rooms", "held_teachers", "held_groups")
    )
    agendas: dict[Hashable, list[Session]] = defaultdict(list)
    for session in sessions:
        for each in held(session, members):
            agendas[each].append(session)

    for agenda in agendas.values():
        for before, after in pairwise(sorted(agenda, key=lambda session: session.starts_at)):
            assert before.ends_at <= after.starts_at
    periods = list(CalendarPeriod.objects.all())
    for day, kind in {(timezone.localdate(session.starts_at), session.activity.kind) for session in sessions}:
        kinds = {period.kind for period in periods if period.starts_on <= day <= period.ends_on}
        assert kinds == {PeriodKind.EXAMS if kind == ActivityKind.EXAM else PeriodKind.CLASSES}, day


@pytest.mark.usefixtures("loaded")
def test_this_semester_is_whole_and_seen_and_the_next_is_a_draft_with_something_to_place() -> None:
    activities = Activity.objects.exclude(kind="EV").annotate(
        placed=Count("sessions"), seen=Count("sessions__published")
    )

    assert all(each.placed >= each.session_count for each in activities if each.seen)
    assert activities.filter(seen=0, placed__gt=0).exists()
    assert activities.filter(placed=0).exists()


@pytest.mark.usefixtures("loaded")
def test_the_characters_have_a_full_week_and_some_of_it_changed() -> None:
    student, teacher = (Person.objects.get(birth_name=name) for name in (CAMILLE, NADIA))
    monday = clock.now() - timedelta(days=1)

    week = between(timetable_of(student), monday, monday + timedelta(days=5))
    assert week.count() >= 10
    assert between(timetable_of(student), clock.now(), clock.now() + timedelta(days=1)).exists()
    assert between(timetable_of(teacher), monday, monday + timedelta(days=5)).exists()
    assert set(PublishedChange.objects.values_list("cancelled", flat=True)) == {True, False}
    assert timetable_of(student).filter(activity__kind="EV").exists()
    assert Session.objects.filter(published=None, series=None).exists()


@pytest.mark.usefixtures("loaded")
def test_the_last_classes_of_the_teacher_have_rolls_on_which_something_is_to_be_seen() -> None:
    teacher = Person.objects.get(birth_name=NADIA)

    assert set(Roll.objects.values_list("opened_by", flat=True)) == {teacher.pk}
    assert set(Attendance.objects.values_list("presence", flat=True)) == {"present", "late", "excused", "absent"}
    assert Attendance.objects.filter(person__birth_name=CAMILLE).exists()


@pytest.mark.usefixtures("loaded")
def test_students_are_summoned_to_their_exams_and_one_is_still_to_be_made_ready() -> None:
    student = Person.objects.get(birth_name=CAMILLE)
    exams = Session.objects.filter(activity__kind=ActivityKind.EXAM)

    assert len([summons for summons in summonses_of(student, clock.now()) if summons.seat]) >= 3
    assert ExamArrangement.objects.exists()
    assert PublishedSeat.objects.filter(extra_per_hour__gt=0).exists()
    assert exams.filter(published=None).count() == 1
    assert clashing_students(exams)


def test_the_same_classes_are_always_laid_out_alike() -> None:
    rooms = [RoomToUse(f"C{number}", "classroom", "Richter", 40) for number in range(2)]
    days = [date(2026, 9, 7) + timedelta(days=number) for number in range(28)]
    due = [ClassesDue(group, 6, "classroom", "Richter", group % 3, frozenset({9 + group % 5})) for group in range(40)]

    def laid(rooms: list[RoomToUse]) -> list[LaidOut]:
        return list(lay_out(due, rooms, days))

    assert laid(rooms) == laid(rooms[::-1])
    assert len({(each.room, day, each.starts) for each in laid(rooms) for day in each.days}) == sum(
        len(each.days) for each in laid(rooms)
    )
    assert not [each for each in laid(rooms) if each.days[0].weekday() == 3 and each.starts > time(12)]


@pytest.mark.django_db
def test_a_year_without_calendar_has_no_classes(at: Traveller) -> None:
    at("2029-02-28 10:00")

    load_university(students=20, seed=1)

    assert Activity.objects.exists()
    assert not PublishedSession.objects.exists()
