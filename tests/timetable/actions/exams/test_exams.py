"""Rooms, invigilators, seats and summonses of an exam."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from peristyle.kernel.permissions import Role
from peristyle.timetable.actions.exams.give_rooms import give_rooms
from peristyle.timetable.actions.exams.name_invigilators import name_invigilator, release_invigilator
from peristyle.timetable.actions.exams.publish_exams import NotReady
from peristyle.timetable.actions.exams.record_arrangement import Overlapping, end_arrangement, record_arrangement
from peristyle.timetable.actions.exams.sweep_arrangements import sweep_arrangements
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import (
    ExamArrangement,
    ExamSeat,
    Invigilation,
    PublishedSeat,
    Session,
    SessionRoom,
    SessionTeacher,
    SummonsNotice,
    TimetableVersion,
)
from peristyle.timetable.personal_data import erase
from peristyle.timetable.queries.exams.board import described_exam
from peristyle.timetable.queries.exams.clashes import clashing_students
from peristyle.timetable.queries.exams.summons import summons_of
from peristyle.timetable.queries.planning.scope import with_what_they_hold
from peristyle.timetable.rules.conflicts import ConflictKind, PlacementRefused
from peristyle.timetable.rules.exams.clashes import ClashKind
from peristyle.timetable.rules.exams.lacks import Lack
from peristyle.timetable.rules.sessions import ActivityKind
from tests.harness.inhabitants import someone
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller
from tests.timetable.exam_factories import ExamHall, entitled
from tests.timetable.factories import GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]


@pytest.fixture
def exam(at: Traveller) -> ExamHall:
    at("2026-11-30 10:00")
    return ExamHall()


def lacks_of(exam: ExamHall) -> list[Lack]:
    held = with_what_they_hold(Session.objects.filter(pk=exam.session.pk)).get()
    return described_exam(held).lacks


def test_everybody_has_a_seat_and_who_writes_longer_sits_apart(exam: ExamHall) -> None:
    exam.give_rooms()
    seating = exam.seat()

    assert not seating.unseated
    assert len(exam.seats) == 10
    assert exam.seats[exam.longer.pk] == (exam.apart.pk, 1)
    assert {room for pk, (room, _) in exam.seats.items() if pk != exam.longer.pk} == {exam.hall.pk}
    assert ExamSeat.objects.get(person=exam.longer).extra_per_hour == 20


def test_a_room_is_held_until_the_last_one_has_finished(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    name_invigilator(exam.again(), exam.teacher, exam.apart, by=exam.planner)

    ends = dict(SessionRoom.objects.filter(session=exam.session).values_list("room", "ends_at"))
    longer = exam.session.ends_at + timedelta(minutes=40)
    assert ends == {exam.hall.pk: exam.session.ends_at, exam.apart.pk: longer}
    assert SessionTeacher.objects.get(session=exam.session).ends_at == longer
    with pytest.raises(PlacementRefused) as refused:
        session(activity(GroupFactory.create()), slot(10, day=1), exam.apart)
    assert [conflict.kind for conflict in refused.value.conflicts if conflict.hard] == [ConflictKind.ROOM]
    assert session(activity(GroupFactory.create()), slot(10, day=1), exam.hall)


def test_extra_time_moves_with_the_exam(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()

    there = replace(exam.again().placement(), slot=slot(13, day=2, minutes=180))
    move_session(exam.session, there, by=exam.planner, reason="essai")

    assert SessionRoom.objects.get(room=exam.apart).ends_at == there.slot.ends_at + timedelta(minutes=60)


def test_a_room_that_is_not_free_until_then_refuses_the_seats(exam: ExamHall) -> None:
    exam.give_rooms()
    session(activity(GroupFactory.create()), slot(10, day=1), exam.apart)

    with pytest.raises(PlacementRefused):
        exam.seat()

    assert exam.seats == {}


def test_who_comes_late_gets_a_seat_and_nobody_moves(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    before = exam.seats
    late = member(exam.group)
    assert Lack.SEATS in lacks_of(exam)

    exam.seat()

    assert exam.seats.items() >= before.items()
    assert exam.seats[late.pk][0] == exam.hall.pk
    assert Lack.SEATS not in lacks_of(exam)


def test_who_becomes_entitled_to_more_time_is_seated_anew(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    entitled(exam.student, extra=30, apart=True)
    assert Lack.SEATS in lacks_of(exam)

    exam.seat()

    assert exam.seats[exam.student.pk][0] == exam.apart.pk
    assert SessionRoom.objects.get(room=exam.apart).ends_at == exam.session.ends_at + timedelta(hours=1)


def test_a_room_too_small_leaves_somebody_without_a_seat_and_is_not_published(exam: ExamHall) -> None:
    exam.give_rooms(RoomFactory.create(capacity=16))

    seating = exam.seat()

    assert len(seating.unseated) == 1
    assert lacks_of(exam)[:2] == [Lack.CAPACITY, Lack.SEATS]
    with pytest.raises(NotReady) as refused:
        exam.publish()
    assert refused.value.lacks == [Lack.CAPACITY, Lack.SEATS]


def test_a_room_that_is_given_up_takes_its_seats_with_it(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    name_invigilator(exam.again(), exam.teacher, exam.hall, by=exam.planner)

    give_rooms(exam.session, rooms=[], apart=[exam.apart.pk], by=exam.planner)

    assert set(exam.seats) == {exam.longer.pk}
    assert not Invigilation.objects.exists()
    held = with_what_they_hold(Session.objects.filter(pk=exam.session.pk)).get()
    assert described_exam(held).unroomed == (exam.teacher,)


def test_an_invigilator_is_in_one_place(exam: ExamHall) -> None:
    exam.give_rooms()
    session(activity(GroupFactory.create()), slot(9, day=1), teachers=(exam.teacher,))

    with pytest.raises(PlacementRefused) as refused:
        name_invigilator(exam.again(), exam.teacher, exam.hall, by=exam.planner)

    assert [conflict.kind for conflict in refused.value.conflicts] == [ConflictKind.TEACHER]
    assert not Invigilation.objects.exists()


def test_an_invigilator_goes_to_their_own_room_whatever_the_sites_of_the_others(exam: ExamHall) -> None:
    away = RoomFactory.create(building__site="Richter")
    exam.give_rooms(apart=away)
    session(activity(GroupFactory.create()), slot(10, day=1), RoomFactory.create(), teachers=(exam.teacher,))

    with pytest.raises(PlacementRefused) as refused:
        name_invigilator(exam.again(), exam.teacher, away, by=exam.planner)
    assert [conflict.kind for conflict in refused.value.conflicts] == [ConflictKind.TRAVEL]

    name_invigilator(exam.again(), exam.teacher, exam.hall, by=exam.planner)
    assert Invigilation.objects.get().room == exam.hall


def test_an_invigilator_may_leave(exam: ExamHall) -> None:
    exam.give_rooms()
    name_invigilator(exam.again(), exam.teacher, exam.hall, by=exam.planner)

    release_invigilator(exam.again(), exam.teacher, by=exam.planner)

    assert not SessionTeacher.objects.filter(session=exam.session).exists()


def test_students_who_clash_keep_nobody_from_naming_an_invigilator(exam: ExamHall) -> None:
    other = GroupFactory.create()
    session(activity(other), slot(8, day=1))
    member(other, exam.student)

    exam.give_rooms()
    name_invigilator(exam.again(), exam.teacher, exam.hall, by=exam.planner)

    assert Invigilation.objects.get().room == exam.hall


def test_students_see_their_seat_once_it_is_published(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    assert summons_of(exam.student, exam.session.uid) is None

    exam.publish()

    summons = summons_of(exam.longer, exam.session.uid)
    assert summons
    assert summons.seat == exam.seen_seat(exam.longer)
    assert (summons.minutes, summons.extra_minutes) == (160, 40)
    assert [there.room for there in summons.places] == [exam.apart]
    assert summons_of(someone(Role.STUDENT), exam.session.uid) is None
    assert TimetableVersion.objects.get(person=exam.student).version


def test_a_seat_in_a_room_that_the_exam_has_left_is_no_seat(exam: ExamHall) -> None:
    exam.ready()
    elsewhere = RoomFactory.create()
    give_rooms(exam.session, rooms=[elsewhere.pk], apart=[exam.apart.pk], by=exam.planner)

    publish_sessions(Session.objects.all(), by=None)

    summons = summons_of(exam.student, exam.session.uid)
    assert summons
    assert summons.seat is None
    assert Lack.SEATS in lacks_of(exam)


def test_a_summons_is_told_once_and_a_change_from_what_was_known(
    exam: ExamHall, at: Traveller, outbox: Outbox, run_due_tasks: Run
) -> None:
    exam.ready()
    at.later(seconds=20)
    run_due_tasks()
    run_due_tasks()
    mine = [letter for letter in outbox.letters if letter.to == exam.student.backup_email]
    assert [letter.subject for letter in mine] == ["Votre convocation à un examen"]
    assert exam.hall.name in mine[0].text

    elsewhere = RoomFactory.create(name="Amphi 9")
    give_rooms(exam.session, rooms=[elsewhere.pk], apart=[exam.apart.pk], by=exam.planner)
    exam.seat()
    before = exam.seen.sequence
    exam.publish()
    at.later(seconds=20)
    run_due_tasks()

    mine = [letter for letter in outbox.letters if letter.to == exam.student.backup_email]
    assert mine[-1].subject == "Vos examens\u202f: ce qui change"
    assert "Amphi 1 (Bâtiment 5, Triolet) → Amphi 9 (Bâtiment 5, Triolet)" in mine[-1].text
    assert len(mine) == 2
    longer = [letter for letter in outbox.letters if letter.to == exam.longer.backup_email]
    assert len(longer) == 1
    assert exam.seen.sequence == before + 1


def test_a_seat_that_comes_back_to_what_it_was_is_told_to_nobody(
    exam: ExamHall, at: Traveller, outbox: Outbox, run_due_tasks: Run
) -> None:
    exam.ready()
    at.later(seconds=20)
    run_due_tasks()
    told, versions = len(outbox.letters), TimetableVersion.objects.get(person=exam.student).version
    seat = ExamSeat.objects.get(person=exam.student)
    for number in (19, seat.number):
        ExamSeat.objects.filter(pk=seat.pk).update(number=number)
        exam.publish()
    at.later(seconds=20)
    run_due_tasks()

    assert len(outbox.letters) == told
    assert SummonsNotice.objects.filter(person=exam.student).count() == 3
    assert TimetableVersion.objects.get(person=exam.student).version > versions
    exam.publish()
    assert SummonsNotice.objects.filter(person=exam.student).count() == 3


def test_a_cancelled_exam_summons_nobody(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    cancel_session(exam.session, by=exam.planner, reason="Grève")

    with pytest.raises(NotReady):
        exam.publish()

    assert not PublishedSeat.objects.exists()


def test_on_each_day_one_arrangement_holds(exam: ExamHall) -> None:
    def arrange(starts_on: date, ends_on: date) -> ExamArrangement:
        return record_arrangement(
            exam.student,
            extra_per_hour=20,
            apart=False,
            wheelchair=False,
            starts_on=starts_on,
            ends_on=ends_on,
            by=exam.planner,
        )

    made = arrange(date(2026, 11, 1), date(2027, 1, 10))
    with pytest.raises(Overlapping):
        arrange(date(2027, 1, 10), date(2027, 2, 1))
    later = arrange(date(2027, 1, 11), date(2027, 2, 1))

    end_arrangement(made, by=exam.planner)
    end_arrangement(later, by=exam.planner)
    assert ExamArrangement.objects.get(person=exam.student).ends_on == date(2026, 11, 29)


def test_an_arrangement_is_forgotten_a_year_after_its_end(exam: ExamHall, at: Traveller) -> None:
    at("2028-08-30 10:00")
    sweep_arrangements.call()
    assert ExamArrangement.objects.exists()
    at("2028-09-01 10:00")

    sweep_arrangements.call()

    assert not ExamArrangement.objects.exists()


def test_an_arrangement_arranges_something(exam: ExamHall) -> None:
    with pytest.raises(IntegrityError, match="an_arrangement_arranges_something"), transaction.atomic():
        entitled(exam.student, extra=0, apart=False)


def test_nobody_shares_a_seat_in_the_database_either(exam: ExamHall) -> None:
    exam.give_rooms()
    exam.seat()
    taken = ExamSeat.objects.get(person=exam.longer)

    with pytest.raises(IntegrityError), transaction.atomic():
        ExamSeat.objects.create(session=exam.session, person=exam.teacher, room=taken.room, number=taken.number)


def test_what_is_known_of_a_student_is_erased(exam: ExamHall) -> None:
    exam.ready()

    erase(exam.longer.pk)

    for table in (ExamArrangement, ExamSeat, PublishedSeat, SummonsNotice):
        assert not table.objects.filter(person=exam.longer).exists()


def test_clashes_are_those_of_real_enrolments(exam: ExamHall) -> None:
    other, third = GroupFactory.create(), GroupFactory.create()
    for group in (other, third):
        member(group, exam.longer)
    session(activity(other, kind=ActivityKind.EXAM), slot(10, day=1, minutes=60), reason="essai")
    session(activity(third), slot(11, day=1))
    mine = Session.objects.filter(pk=exam.session.pk)

    found = clashing_students(mine)

    assert [(each.clash.kind, each.students) for each in found] == [(ClashKind.EXAMS, (exam.longer,))]
    # Whoever has no extra time leaves at ten, and has only too little rest before the next one.
    member(other, exam.student)
    assert [(each.clash.kind, each.students) for each in clashing_students(mine)] == [
        (ClashKind.EXAMS, (exam.longer,)),
        (ClashKind.REST, (exam.student,)),
    ]
