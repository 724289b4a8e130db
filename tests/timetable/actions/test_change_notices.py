"""Who is told of a change, once, in one letter, at the right hour."""

from collections.abc import Callable
from itertools import count

import pytest

from peristyle.people.public import Person
from peristyle.timetable.actions.notices.note_changes import note_changes
from peristyle.timetable.actions.notices.tell_changes import tell_changes
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import ChangeNotice, PublishedChange, Room, Session
from peristyle.timetable.rules.sessions import Placement, Slot
from tests.harness.letters import Outbox
from tests.harness.races import at_once
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
_numbers = count(1)


def somebody() -> Person:
    return PersonFactory.create(backup_email=f"someone.{next(_numbers)}@example.net")


def publish(by: Person | None = None) -> None:
    publish_sessions(Session.objects.all(), by=by)


def move(held: Session, to: Slot, *rooms: Room, by: Person) -> None:
    here = held.placement()
    placement = Placement(to, frozenset(room.pk for room in rooms) or here.rooms, here.teachers, here.groups)
    move_session(held, placement, by=by, reason="essai")


@pytest.fixture
def planner() -> Person:
    return somebody()


def test_a_move_and_a_cancellation_are_told_in_one_letter(
    at: Traveller, outbox: Outbox, run_due_tasks: Run, planner: Person
) -> None:
    at("2026-11-30 10:00")
    group, other_group = GroupFactory.create(), GroupFactory.create()
    student, teacher = member(group, somebody()), somebody()
    member(other_group, student)
    room = RoomFactory.create(name="TD 5.02")
    moved = session(activity(group), slot(8, day=1), teachers=(teacher,))
    cancelled = session(activity(other_group), slot(14, day=2))
    publish()

    move(moved, slot(10, day=2), room, by=planner)
    cancel_session(cancelled, by=planner, reason="Enseignant empêché")
    publish(planner)
    at.later(seconds=20)
    run_due_tasks()

    (letter,) = outbox.to(student.backup_email)
    assert "mardi 1er décembre 2026, 08:00 – 09:30 → mercredi 2 décembre 2026, 10:00 – 11:30" in letter.text
    assert "TD 5.02" in letter.text
    assert "est annulée" in letter.text
    assert "Enseignant empêché" in letter.text
    assert len(outbox.to(teacher.backup_email)) == 1
    assert outbox.to(planner.backup_email) == []


def test_only_those_concerned_before_or_after_are_told(
    at: Traveller, outbox: Outbox, run_due_tasks: Run, planner: Person
) -> None:
    at("2026-11-30 10:00")
    before, after, far = GroupFactory.create(), GroupFactory.create(), GroupFactory.create()
    left, joined, stranger = member(before, somebody()), member(after, somebody()), member(far, somebody())
    replaced, new = somebody(), somebody()
    held = session(activity(before, after), slot(8, day=1), teachers=(replaced,))
    move_session(
        held,
        Placement(slot(8, day=1), teachers=frozenset({replaced.pk}), groups=frozenset({before.pk})),
        by=planner,
        reason="x",
    )
    distant = session(activity(far), slot(8, day=9))
    publish()

    move_session(
        held,
        Placement(slot(8, day=1), teachers=frozenset({new.pk}), groups=frozenset({after.pk})),
        by=planner,
        reason="x",
    )
    move(distant, slot(10, day=9), by=planner)
    publish(planner)
    at.later(seconds=20)
    run_due_tasks()

    told = {letter.to: letter.text for letter in outbox.letters}
    assert set(told) == {each.backup_email for each in (left, joined, replaced, new)}
    assert "n’est plus dans votre emploi du temps" in told[left.backup_email]
    assert "s’ajoute à votre emploi du temps" in told[joined.backup_email]
    assert stranger.backup_email not in told


def test_a_class_added_for_these_days_is_told_but_not_a_timetable_that_is_new(
    at: Traveller, outbox: Outbox, run_due_tasks: Run, planner: Person
) -> None:
    at("2026-11-30 10:00")
    group = GroupFactory.create()
    student, of = member(group, somebody()), activity(group)
    session(of, slot(8, day=1))
    session(of, slot(8, day=2))
    publish(planner)
    at.later(seconds=20)
    run_due_tasks()
    assert outbox.letters == []

    session(of, slot(14, day=1))
    session(of, slot(14, day=12))
    publish(planner)
    at.later(seconds=20)
    run_due_tasks()

    (letter,) = outbox.to(student.backup_email)
    assert "Une séance s’ajoute à votre emploi du temps." in letter.text
    assert "mardi 1er décembre 2026, 14:00" in letter.text
    assert "12 décembre" not in letter.text


def test_takers_of_a_whole_unit_are_told_but_not_who_made_the_change(
    at: Traveller, outbox: Outbox, run_due_tasks: Run
) -> None:
    at("2026-11-30 10:00")
    group = GroupFactory.create()
    student, teacher = member(group, somebody()), somebody()
    held = session(activity(group, whole_unit=True), slot(8, day=1), teachers=(teacher,))
    publish()

    cancel_session(held, by=teacher, reason="Grève")
    publish()
    at.later(seconds=20)
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == [student.backup_email]


def test_by_night_a_letter_waits_and_tells_how_it_ended(
    at: Traveller, outbox: Outbox, run_due_tasks: Run, planner: Person
) -> None:
    at("2026-11-30 22:00")
    group = GroupFactory.create()
    member(group, somebody())
    held = session(activity(group), slot(14, day=2))
    back = session(activity(group), slot(16, day=2))
    publish()

    move(held, slot(8, day=3), by=planner)
    move(back, slot(18, day=2), by=planner)
    publish(planner)
    at.later(hours=1)
    run_due_tasks()
    assert len(outbox) == 0
    move(held, slot(10, day=3), by=planner)
    move(back, slot(16, day=2), by=planner)
    publish(planner)
    run_due_tasks()
    at("2026-12-01 07:00:01")
    run_due_tasks()

    (letter,) = outbox.letters
    assert "14:00 – 15:30 → jeudi 3 décembre 2026, 10:00 – 11:30" in letter.text
    assert "16:00" not in letter.text


def test_nobody_is_told_twice_whatever_runs_again(
    at: Traveller, outbox: Outbox, run_due_tasks: Run, planner: Person
) -> None:
    at("2026-11-30 10:00")
    group = GroupFactory.create()
    member(group, somebody())
    held = session(activity(group), slot(8, day=1))
    publish()
    move(held, slot(10, day=1), by=planner)
    publish(planner)
    at.later(seconds=20)
    run_due_tasks()

    note_changes.func(list(PublishedChange.objects.values_list("pk", flat=True)), [])
    tell_changes.func()
    run_due_tasks()

    assert len(outbox) == 1
    assert ChangeNotice.objects.count() == 1


def test_four_hundred_students_cost_few_queries_and_read_their_own_language(
    at: Traveller,
    outbox: Outbox,
    run_due_tasks: Run,
    planner: Person,
    max_queries: Callable[..., object],
) -> None:
    at("2026-11-30 10:00")
    group = GroupFactory.create(capacity=60)
    students = [member(group, somebody()) for _ in range(40)]
    Person.objects.filter(pk=students[0].pk).update(language="en")
    held = session(activity(group), slot(8, day=1))
    publish()
    cancel_session(held, by=planner, reason="Grève")
    publish(planner)
    changes = list(PublishedChange.objects.values_list("pk", flat=True))

    with max_queries(10):  # type: ignore[attr-defined]
        note_changes.func(changes, [])
    at.later(seconds=20)
    # A letter is a row of the queue, and all the rest is asked once for them all.
    with max_queries(40 + 10):  # type: ignore[attr-defined]
        tell_changes.func()
    run_due_tasks()

    assert len(outbox) == 40
    assert [letter.language for letter in outbox.to(students[0].backup_email)] == ["en"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_tells(at: Traveller, outbox: Outbox, run_due_tasks: Run) -> None:
    at("2026-11-30 10:00")
    group = GroupFactory.create()
    member(group, somebody())
    held = session(activity(group), slot(8, day=1))
    publish()
    cancel_session(held, by=somebody(), reason="Grève")
    publish()
    changes = list(PublishedChange.objects.values_list("pk", flat=True))
    note_changes.func(changes, [])
    at.later(seconds=20)

    at_once(tell_changes.func, tell_changes.func)
    run_due_tasks()

    assert len(outbox) == 1
