"""All that speaks against a session of an activity within a window, found in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, UnitEnrolment
from peristyle.timetable.models import (
    Activity,
    Room,
    Session,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
    Unavailability,
)
from peristyle.timetable.queries.audiences import latecomers, students_of
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind
from peristyle.timetable.rules.obstacles import Obstacle, Obstacles, Teaching, days_of, occurrences
from peristyle.timetable.rules.sessions import Placement, Slot
from peristyle.timetable.rules.travel import Travel

#: Of a session elsewhere: its number, its time, the numbers of those who sit there.
Elsewhere = dict[int, tuple[Slot, set[int]]]


@dataclass(frozen=True)
class _Asked:
    """What a session would hold, within which window, and what need not be looked up twice."""

    activity: Activity
    placement: Placement
    window: Slot
    session_id: int | None
    students: frozenset[int]
    rooms: tuple[Room, ...]

    def others(self, held: type[Model], window: Slot | None = None) -> QuerySet[Any]:
        """What other sessions firmly hold at some instant of the window."""
        window = window or self.window
        rows = held._default_manager.filter(firm=True, starts_at__lt=window.ends_at, ends_at__gt=window.starts_at)  # noqa: SLF001 — Django documents it
        return rows.exclude(session=self.session_id) if self.session_id else rows


def obstacles_to(activity: Activity, placement: Placement, window: Slot, *, session_id: int | None = None) -> Obstacles:
    """What speaks against a session (this one, else a new one) that holds all this, wherever it stands in a window.

    Sixteen queries at most, whatever the window and the size of the university.
    """
    rooms = Room.objects.filter(pk__in=placement.rooms).select_related("building")
    students = frozenset(students_of(activity, placement.groups))
    asked = _Asked(activity, placement, window, session_id, students, tuple(rooms))
    dated = [*_held_twice(asked), *_students(asked), *_declared(asked), *_calendar(asked)]
    return Obstacles(dated, list(_rooms_unfit(asked)))


def _held_twice(asked: _Asked) -> Iterator[Obstacle]:
    """What others hold; teachers and groups also shortly before and after, when they may still be on their way."""
    travel, held = timetable_rules().travels(), asked.placement
    around = Slot(asked.window.starts_at - travel.longest, asked.window.ends_at + travel.longest)
    teachers = asked.others(SessionTeacher, around).filter(person__in=held.teachers).select_related("person")
    groups = asked.others(SessionGroup, around).filter(group__in=held.groups).select_related("group__unit")
    near = [
        *((row, ConflictKind.TEACHER, row.person.shown_name) for row in teachers),
        *((row, ConflictKind.GROUP, f"{row.group.unit.code} {row.group}") for row in groups),
    ]
    for row in asked.others(SessionRoom).filter(room__in=held.rooms).select_related("room"):
        yield _of(row, Conflict(ConflictKind.ROOM, row.room.name, row.session_id))
    for row, kind, about in near:
        yield _of(row, Conflict(kind, about, row.session_id))
    if travel.longest:
        yield from _travels(asked, travel, {row.session_id: (row, about) for row, _kind, about in near})


def _students(asked: _Asked) -> Iterator[Obstacle]:
    """Those who sit elsewhere: hard, unless they take this unit or the other one out of their own year."""
    if not asked.students:
        return
    elsewhere, units = _elsewhere(asked)
    if not elsewhere:
        return
    concerned = set().union(*(persons for _, persons in elsewhere.values()))
    out_of_year = latecomers(concerned, units, asked.activity.year_id)
    names = _names(elsewhere)
    for session_id, (slot, persons) in elsewhere.items():
        for kind, several in (
            (ConflictKind.STUDENT, persons - out_of_year),
            (ConflictKind.DEBT, persons & out_of_year),
        ):
            if several:
                yield Obstacle(slot, Conflict(kind, names[session_id], session_id, len(several)))


def _elsewhere(asked: _Asked) -> tuple[Elsewhere, set[int | None]]:
    """Other sessions at which students of this one sit, by their groups or as takers of a whole unit; their units.

    The units that the students take come first: of all that goes on at the university, few sessions are of these.
    """
    found: Elsewhere = {}
    units: set[int | None] = {asked.activity.unit_id}
    taken = UnitEnrolment.objects.filter(person__in=asked.students).order_by()
    taken_units = set(taken.values_list("unit_id", flat=True).distinct())
    there = asked.others(SessionGroup).filter(group__unit__in=taken_units).exclude(group__in=asked.placement.groups)
    rows = list(there.values_list("session_id", "starts_at", "ends_at", "group_id", "group__unit_id"))
    members: dict[int, set[int]] = defaultdict(set)
    memberships = GroupMembership.objects.filter(
        group__in={group_id for *_rest, group_id, _unit in rows}, enrolment__person__in=asked.students
    )
    for group_id, person_id in memberships.values_list("group_id", "enrolment__person_id") if rows else ():
        members[group_id].add(person_id)
    for session_id, starts_at, ends_at, group_id, unit_id in rows:
        if group_id in members:
            found.setdefault(session_id, (Slot(starts_at, ends_at), set()))[1].update(members[group_id])
            units.add(unit_id)
    whole = list(_whole_unit_sessions(asked, taken_units))
    takers: dict[tuple[int, int], set[int]] = defaultdict(set)
    validated = taken.filter(unit__in={session.activity.unit_id for session in whole}, validated_at__isnull=False)
    for unit_id, year, person_id in validated.values_list("unit_id", "year", "person_id") if whole else ():
        takers[unit_id, year].add(person_id)
    for session in whole:
        persons = takers.get((session.activity.unit_id or 0, session.activity.year_id))
        if persons:
            found.setdefault(session.pk, (session.slot, set()))[1].update(persons)
            units.add(session.activity.unit_id)
    return found, units


def _whole_unit_sessions(asked: _Asked, units: set[int]) -> QuerySet[Session]:
    others = Session.objects.filter(
        activity__whole_unit=True,
        activity__unit__in=units,
        cancelled_at=None,
        starts_at__lt=asked.window.ends_at,
        ends_at__gt=asked.window.starts_at,
    )
    if asked.session_id:
        others = others.exclude(pk=asked.session_id)
    return others.exclude(activity=asked.activity).select_related("activity")


def _names(sessions: Elsewhere) -> dict[int, str]:
    found = Session.objects.filter(pk__in=sessions).select_related("activity__unit")
    return {
        session.pk: f"{session.activity.kind} {session.activity.code or session.activity.title}" for session in found
    }


def _rooms_unfit(asked: _Asked) -> Iterator[Conflict]:
    wanted = set(asked.activity.equipment)
    places = sum(room.capacity for room in asked.rooms)
    if asked.rooms and places < len(asked.students):
        yield Conflict(
            ConflictKind.CAPACITY, f"{places} < {len(asked.students)}", students=len(asked.students) - places
        )
    for room in asked.rooms:
        if wanted - set(room.equipment):
            yield Conflict(ConflictKind.EQUIPMENT, room.name)
        if asked.activity.room_kind and room.kind != asked.activity.room_kind:
            yield Conflict(ConflictKind.ROOM_KIND, room.name)


def _travels(asked: _Asked, travel: Travel, near: dict[int, tuple[Any, str]]) -> Iterator[Obstacle]:
    """A teacher or a group that comes from another site, or goes to one, too soon."""
    sites = {room.building.site for room in asked.rooms}
    if not sites or not near:
        return
    held = SessionRoom.objects.filter(session__in=near).order_by()
    for session_id, site in held.values_list("session_id", "room__building__site").distinct():
        row, about = near[session_id]
        way = max(travel.between(site, own) for own in sites)
        there = Slot(row.starts_at, row.ends_at)
        if way:
            wide = Slot(there.starts_at - way, there.ends_at + way)
            yield Obstacle(wide, Conflict(ConflictKind.TRAVEL, about, session_id), unless=there)


def _declared(asked: _Asked) -> Iterator[Obstacle]:
    """A closed room is closed; of a teacher's wish somebody may judge otherwise, who then says why."""
    whose = Q(person__in=asked.placement.teachers) | Q(room__in=asked.placement.rooms)
    when = Q(starts_at=None) | Q(starts_at__lt=asked.window.ends_at, ends_at__gt=asked.window.starts_at)
    for found in Unavailability.objects.filter(whose, when).select_related("person", "room"):
        if found.room:
            conflict = Conflict(ConflictKind.ROOM_CLOSED, found.room.name)
        elif found.person:
            conflict = Conflict(ConflictKind.UNAVAILABLE, f"{found.person.shown_name} ({found.get_wish_display()})")
        yield from (Obstacle(slot, conflict) for slot in occurrences(found, asked.window))


def _calendar(asked: _Asked) -> Iterator[Obstacle]:
    rules, span = timetable_rules(), days_of(asked.window)
    periods = CalendarPeriod.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first)
    return Teaching(rules.opens, rules.closes, rules.days, list(periods)).obstacles(span)


def _of(row: Any, conflict: Conflict) -> Obstacle:
    return Obstacle(Slot(row.starts_at, row.ends_at), conflict)
