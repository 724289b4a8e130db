"""A semester in the ITC-2019 format: an independent reader accepts it, and counts what the database counts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time
from http import HTTPStatus

import pytest

from peristyle.audit.public import journal
from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel import clock
from peristyle.timetable.models import Activity, Room, Unavailability
from peristyle.timetable.queries.itc2019 import gather
from peristyle.timetable.rules.itc2019 import shared_out
from tests.harness.inhabitants import signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, session, slot
from tests.timetable.itc2019_reader import faults, read
from tests.timetable.office import Office

pytestmark = pytest.mark.django_db
PAGE = "/gestion/planning/export-itc/"


@pytest.fixture
def office(at: Traveller) -> Office:
    """Two units with lectures and groups, two sites, a closed room, an exam that is not exported."""
    at("2026-11-29 07:00")
    office = Office()
    lecture = activity(office.group, kind="CM", session_count=20, whole_unit=True)
    lecture.teachers.add(office.teacher)
    second = GroupFactory.create(unit=office.group.unit, name="3")
    for _ in range(3):
        member(second)
    activity(second, session_count=3, equipment=["projector"])
    RoomFactory.create(building=BuildingFactory.create(site="Richter"), capacity=300, equipment=["projector"])
    Unavailability.objects.create(room=office.free, weekday=2, starts=time(8), ends=time(12), declared_at=clock.now())
    Unavailability.objects.create(
        person=office.teacher, weekday=4, starts=time(8), ends=time(20), declared_at=clock.now()
    )
    session(activity(office.group, kind="EX"), slot(14, day=1), office.free)
    return office


def exported(office: Office, browser: PageClient | None = None) -> str:
    period = CalendarPeriod.objects.get(kind=PeriodKind.CLASSES)
    answer = (browser or office.browser).post(PAGE, {"component": office.sciences.pk, "period": period.pk})
    assert answer["Content-Disposition"].startswith('attachment; filename="itc2019-')
    return answer.content.decode()


def test_an_independent_reader_accepts_it(office: Office) -> None:
    problem = read(exported(office))

    assert list(faults(problem)) == []
    assert problem.attrib["nrWeeks"] == "15"
    assert problem.attrib["slotsPerDay"] == "288"


def test_it_counts_what_the_database_counts(office: Office) -> None:
    problem = read(exported(office))

    assert len(problem.findall("rooms/room")) == Room.objects.count()
    assert len(problem.findall("courses/course")) == 1
    # Twenty lectures do not fit into fifteen weeks once a week: two weekly classes, whose students are the same.
    subparts = [len(subpart) for subpart in problem.findall(".//subpart")]
    assert sorted(subparts) == [1, 1, 2]
    assert len(problem.findall(".//subpart/class[@parent]")) == 1
    weeks = [each.find("time").attrib["weeks"].count("1") for each in problem.findall(".//subpart/class")]
    assert sorted(weeks) == [3, 3, 10, 10]
    assert len(problem.findall("students/student")) == 4
    kinds = [each.attrib["type"] for each in problem.findall("distributions/distribution")]
    assert sorted(kinds) == ["DifferentDays", "SameAttendees", "SameRoom"]


def test_rooms_are_closed_when_closed_or_held_by_what_is_not_exported(office: Office) -> None:
    problem = read(exported(office))

    closed = [each.attrib for each in problem.findall(".//unavailable")]
    days = {(each["days"], each["start"], each["length"], each["weeks"].count("1")) for each in closed}
    assert days == {("0010000", "96", "48", 15), ("0100000", "168", "18", 1)}
    ways = {travel.attrib["value"] for travel in problem.findall(".//travel")}
    assert ways == {"9"}


def test_no_teacher_is_asked_for_when_they_are_away_and_the_present_time_is_free(office: Office) -> None:
    problem = read(exported(office))

    taught = problem.find("distributions/distribution[@type='SameAttendees']")
    classes = {each.attrib["id"]: each for each in problem.findall(".//subpart/class")}
    for each in taught:
        assert all(times.attrib["days"] != "0000100" for times in classes[each.attrib["id"]].findall("time"))
    free = [times for times in problem.findall(".//time") if times.attrib["penalty"] == "0"]
    assert {(times.attrib["days"], times.attrib["start"]) for times in free} == {("1000000", "96")}


def test_nobody_is_named(office: Office) -> None:
    text = exported(office)

    for person in (office.student, office.teacher, office.planner):
        for fact in (person.birth_name, person.student_number, person.staff_number):
            assert not fact or str(fact) not in text


def test_it_is_given_within_ones_composantes_and_recorded(office: Office) -> None:
    period = CalendarPeriod.objects.get(kind=PeriodKind.CLASSES)

    answer = signed_in(office.stranger).post(PAGE, {"component": office.sciences.pk, "period": period.pk})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    exported(office)
    assert journal(action="timetable.export_itc2019").get().actor == office.planner


def test_it_is_gathered_in_as_many_queries_for_many_as_for_few(
    office: Office, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    period = CalendarPeriod.objects.get(kind=PeriodKind.CLASSES)
    few, many = Activity.objects.filter(unit=office.group.unit), Activity.objects.all()
    for _ in range(3):
        activity(GroupFactory.create(unit__component=office.sciences)).teachers.add(PersonFactory.create())

    for activities in (few, many):
        with max_queries(17):
            gather(period, activities, name="essai")


def test_sessions_are_shared_out_evenly() -> None:
    assert shared_out(20, 2) == [10, 10]
    assert shared_out(7, 3) == [2, 2, 3]
