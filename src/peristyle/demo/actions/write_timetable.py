"""Write down the classes of a year, as planners would have placed and published them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from peristyle.curriculum.public import (
    AcademicYear,
    CalendarPeriod,
    ClassKind,
    GroupMembership,
    GroupTeacher,
    Offering,
    PeriodKind,
    TeachingGroup,
    UnitLink,
)
from peristyle.demo.actions.write_units import is_late
from peristyle.demo.university.weeks import MINUTES, ClassesDue, RoomToUse, lay_out
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.public import (
    Activity,
    Equipment,
    Placement,
    PublishedSession,
    Room,
    RoomKind,
    Series,
    Session,
    SessionChange,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
    Slot,
    Verb,
)

BATCH = 1000
#: Where each composante teaches, in what rooms, with what.
SITES = {"ECO": "Richter", "FDS": "Triolet"}
ROOM_KINDS = {
    ClassKind.CM: RoomKind.LECTURE_HALL,
    ClassKind.TD: RoomKind.CLASSROOM,
    ClassKind.TP: RoomKind.COMPUTER_ROOM,
}
EQUIPMENT = {ClassKind.CM: [Equipment.PROJECTOR], ClassKind.TD: [], ClassKind.TP: [Equipment.COMPUTERS]}
#: So long before its first day is a semester published.
PUBLISHED_BEFORE = timedelta(days=14)
#: In a semester that is not published yet, one activity of so many is still to be placed.
LEFT_TO_PLACE = 7
Due = list[tuple[Activity, ClassesDue]]
Standing = list[tuple[Session, Placement]]


@dataclass(frozen=True)
class _Semester:
    """The days on which one teaches, and when people first saw its classes; None: they do not yet."""

    late: bool
    days: list[date]
    published_at: datetime | None


def write_timetable(year: AcademicYear, planner: Person) -> None:
    """Both semesters of a year that has a calendar: the one that has begun, or soon will, is published."""
    due, late = _write_activities(year), _late_units(year)
    for semester in _semesters(year):
        _write_semester([each for each in due if (each[0].unit_id in late) == semester.late], semester, planner)


def _write_activities(year: AcademicYear) -> Due:
    """The activity of each group, and the classes due to it, lectures first."""
    groups = list(
        TeachingGroup.objects.filter(year=year).select_related("unit").order_by("kind", "unit__code", "name", "pk")
    )
    minutes: dict[tuple[int, str], int] = {
        (offering.unit_id, kind): getattr(offering, f"{kind.lower()}_minutes")
        for offering in Offering.objects.filter(year=year)
        for kind in ClassKind
    }
    activities = Activity.objects.bulk_create(
        (
            Activity(
                year=year,
                unit=group.unit,
                kind=group.kind,
                component_id=group.unit.component_id,
                session_minutes=MINUTES,
                session_count=minutes[group.unit_id, group.kind] // MINUTES,
                room_kind=ROOM_KINDS[ClassKind(group.kind)],
                equipment=EQUIPMENT[ClassKind(group.kind)],
            )
            for group in groups
        ),
        batch_size=BATCH,
    )
    teachers = dict(GroupTeacher.objects.filter(group__year=year).order_by("-pk").values_list("group_id", "person_id"))
    students: dict[int, set[int]] = defaultdict(set)
    members = GroupMembership.objects.filter(group__year=year).values_list("group_id", "enrolment__person_id")
    for group_id, person_id in members:
        students[group_id].add(person_id)
    due = [
        (
            activity,
            ClassesDue(
                group=group.pk,
                times=activity.session_count,
                room_kind=activity.room_kind,
                site=SITES[group.unit.component_id],
                teacher=teachers[group.pk],
                students=frozenset(students[group.pk]),
                to_the_end=group.kind != ClassKind.CM,
            ),
        )
        for activity, group in zip(activities, groups, strict=True)
    ]
    _bulk(Activity.groups.through, ({"activity": each, "teachinggroup_id": classes.group} for each, classes in due))
    _bulk(Activity.teachers.through, ({"activity": each, "person_id": classes.teacher} for each, classes in due))
    return due


def _write_semester(due: Due, semester: _Semester, planner: Person) -> None:
    activities = {classes.group: activity for activity, classes in due}
    known = Room.objects.filter(withdrawn_at=None).select_related("building")
    rooms = [RoomToUse(room.pk, room.kind, room.building.site, room.capacity) for room in known]
    placed = [
        classes for number, (_, classes) in enumerate(due, start=1) if semester.published_at or number % LEFT_TO_PLACE
    ]
    laid = list(lay_out(placed, rooms, semester.days))
    series = Series.objects.bulk_create(
        (
            Series(
                activity=activities[each.classes.group],
                weekday=each.days[0].weekday(),
                starts=each.starts,
                minutes=MINUTES,
                weeks=[(day - timedelta(days=day.weekday())).isoformat() for day in each.days],
            )
            for each in laid
        ),
        batch_size=BATCH,
    )
    at = semester.published_at or clock.now()
    dated = [(row, each, _slot(day, each.starts)) for row, each in zip(series, laid, strict=True) for day in each.days]
    sessions = Session.objects.bulk_create(
        (
            Session(
                activity=activities[each.classes.group],
                series=row,
                starts_at=slot.starts_at,
                ends_at=slot.ends_at,
                changed_at=at,
            )
            for row, each, slot in dated
        ),
        batch_size=BATCH,
    )
    placements = [
        Placement(slot, frozenset({each.room}), frozenset({each.classes.teacher}), frozenset({each.classes.group}))
        for _, each, slot in dated
    ]
    standing = list(zip(sessions, placements, strict=True))
    write_held(standing)
    _note(standing, Verb.CREATED, at - timedelta(days=1), planner)
    if semester.published_at:
        write_published(standing, semester.published_at)
        _note(standing, Verb.PUBLISHED, semester.published_at, planner)


def write_held(standing: Standing) -> None:
    """What each session holds of its rooms, its teachers, its groups."""
    for table, column, held in (
        (SessionRoom, "room_id", "rooms"),
        (SessionTeacher, "person_id", "teachers"),
        (SessionGroup, "group_id", "groups"),
    ):
        _bulk(
            table,
            (
                {"session": session, column: each, "starts_at": session.starts_at, "ends_at": session.ends_at}
                for session, placement in standing
                for each in getattr(placement, held)
            ),
        )


def write_published(standing: Standing, at: datetime) -> None:
    """Sessions as people see them."""
    _bulk(
        PublishedSession,
        (
            {
                "session": session,
                "activity_id": session.activity_id,
                "starts_at": session.starts_at,
                "ends_at": session.ends_at,
                "session_version": session.version,
                "published_at": at,
                "changed_at": at,
            }
            for session, _ in standing
        ),
    )
    for many, column, held in (
        (PublishedSession.rooms, "room_id", "rooms"),
        (PublishedSession.teachers, "person_id", "teachers"),
        (PublishedSession.groups, "teachinggroup_id", "groups"),
    ):
        _bulk(
            many.through,
            (
                {"publishedsession_id": session.pk, column: each}
                for session, placement in standing
                for each in getattr(placement, held)
            ),
        )


def _note(standing: Standing, verb: Verb, at: datetime, by: Person) -> None:
    """The history of each session."""
    _bulk(
        SessionChange,
        (
            {
                "session": session,
                "at": at,
                "by": by,
                "verb": verb,
                "after": placement.as_data() if verb == Verb.CREATED else None,
            }
            for session, placement in standing
        ),
    )


def _bulk(table: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    table._default_manager.bulk_create((table(**row) for row in rows), batch_size=BATCH)  # noqa: SLF001 — Django documents it


def _semesters(year: AcademicYear) -> Iterator[_Semester]:
    """The two first periods of classes of the year's calendar, without the holidays."""
    periods = list(CalendarPeriod.objects.filter(year=year))
    classes = [period for period in periods if period.kind == PeriodKind.CLASSES]
    holidays = {day for period in periods if period.kind == PeriodKind.HOLIDAYS for day in _days(period)}
    for late, period in zip((False, True), classes, strict=False):
        published_at = _slot(period.starts_on - PUBLISHED_BEFORE, time(9)).starts_at
        yield _Semester(
            late,
            [day for day in _days(period) if day not in holidays],
            published_at if published_at <= clock.now() else None,
        )


def _days(period: CalendarPeriod) -> Iterator[date]:
    for number in range((period.ends_on - period.starts_on).days + 1):
        yield period.starts_on + timedelta(days=number)


def _late_units(year: AcademicYear) -> set[int]:
    """The units below the second semester of an étape."""
    below: dict[int, list[int]] = defaultdict(list)
    reached: list[int] = []
    for link in UnitLink.objects.filter(year=year).select_related("unit"):
        if link.parent_id:
            below[link.parent_id].append(link.unit_id)
        elif is_late(link.unit.code):
            reached.append(link.unit_id)
    late: set[int] = set()
    while reached:
        late.add(unit := reached.pop())
        reached += below[unit]
    return late


def _slot(day: date, starts: time) -> Slot:
    starts_at = timezone.make_aware(datetime.combine(day, starts))
    return Slot(starts_at, starts_at + timedelta(minutes=MINUTES))
