"""All that speaks against a session of an activity within a window, found in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peristyle.curriculum.public import CalendarPeriod, TeachingGroup
from peristyle.people.public import Person
from peristyle.timetable.models import Activity, Room, SessionRoom, Unavailability
from peristyle.timetable.queries.audiences import students_of, taken_out_of_year
from peristyle.timetable.queries.prepared_obstacles import (
    DECLARED,
    GROUPS_ELSEWHERE,
    GROUPS_OF_UNITS,
    MEMBERS,
    NAMES,
    ROOMS_TAKEN,
    TAKERS,
    TEACHERS_ELSEWHERE,
    UNITS_TAKEN,
    WHOLE_UNITS,
)
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind
from peristyle.timetable.rules.obstacles import Obstacle, Obstacles, Teaching, days_of, occurrences
from peristyle.timetable.rules.sessions import Placement, Slot
from peristyle.timetable.rules.travel import Travel

#: Of a session elsewhere: its number, its time, the numbers of those who sit there and of the unit for which they do.
Elsewhere = dict[int, tuple[Slot, set[tuple[int, int | None]]]]


@dataclass(frozen=True)
class _Asked:
    """What a session would hold, within which window, and what need not be looked up twice."""

    activity: Activity
    placement: Placement
    window: Slot
    session_id: int | None
    students: frozenset[int]
    rooms: tuple[Room, ...]

    def during(self, window: Slot | None = None) -> dict[str, Any]:
        """What is given to a reading of what others hold within a window, else the one asked for."""
        window = window or self.window
        return {"since": window.starts_at, "until": window.ends_at, "session": self.session_id or 0}


def obstacles_to(activity: Activity, placement: Placement, window: Slot, *, session_id: int | None = None) -> Obstacles:
    """What speaks against a session (this one, else a new one) that holds all this, wherever it stands in a window.

    Seventeen queries at most, whatever the window and the size of the university.
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
    near = [*_teachers_elsewhere(asked, around), *_groups_elsewhere(asked, around)]
    for session_id, starts_at, ends_at, name in ROOMS_TAKEN.rows(rooms=held.rooms, **asked.during()):
        yield Obstacle(Slot(starts_at, ends_at), Conflict(ConflictKind.ROOM, name, session_id))
    yield from near
    if travel.longest:
        yield from _travels(asked, travel, near)


def _teachers_elsewhere(asked: _Asked, around: Slot) -> Iterator[Obstacle]:
    rows = TEACHERS_ELSEWHERE.rows(teachers=asked.placement.teachers, **asked.during(around))
    for session_id, starts_at, ends_at, usual, birth in rows:
        name = Person(usual_name=usual, birth_name=birth).shown_name
        yield Obstacle(Slot(starts_at, ends_at), Conflict(ConflictKind.TEACHER, name, session_id))


def _groups_elsewhere(asked: _Asked, around: Slot) -> Iterator[Obstacle]:
    rows = GROUPS_ELSEWHERE.rows(groups=asked.placement.groups, **asked.during(around))
    for session_id, starts_at, ends_at, unit, kind, name in rows:
        about = f"{unit} {TeachingGroup(kind=kind, name=name)}"
        yield Obstacle(Slot(starts_at, ends_at), Conflict(ConflictKind.GROUP, about, session_id))


def _students(asked: _Asked) -> Iterator[Obstacle]:
    """Those who sit elsewhere: hard, unless they take this unit or the other one out of their own year."""
    if not asked.students:
        return
    elsewhere = _elsewhere(asked)
    if not elsewhere:
        return
    sitting = set().union(*(there for _, there in elsewhere.values()))
    own, units = asked.activity.unit_id, {unit for _person, unit in sitting}
    out_of_year = taken_out_of_year({person for person, _unit in sitting}, {own, *units}, asked.activity.year_id)
    names = _names(elsewhere)
    for session_id, (slot, there) in elsewhere.items():
        excused = {person for person, unit in there if {(person, unit), (person, own)} & out_of_year}
        for kind, several in (
            (ConflictKind.STUDENT, {person for person, _unit in there} - excused),
            (ConflictKind.DEBT, excused),
        ):
            if several:
                yield Obstacle(slot, Conflict(kind, names[session_id], session_id, len(several)))


def _elsewhere(asked: _Asked) -> Elsewhere:
    """Other sessions at which students of this one sit, by their groups or as takers of a whole unit.

    The units that the students take come first: of all that goes on at the university, few sessions are of these.
    """
    found: Elsewhere = {}
    students = {"students": asked.students}
    taken = {"units": [unit for (unit,) in UNITS_TAKEN.rows(**students)]}
    there = GROUPS_OF_UNITS.rows(**taken, **asked.during())
    groups = {group_id for *_when, group_id, _unit in there} - asked.placement.groups
    members = _persons_by(MEMBERS.rows(groups=groups, **students)) if groups else {}
    whole = WHOLE_UNITS.rows(**taken, **asked.during())
    takers = _persons_by(TAKERS.rows(units={unit for *_when, unit, _year in whole}, **students)) if whole else {}
    sitting = [
        *((*when, unit_id, members.get((group_id,), ())) for *when, group_id, unit_id in there),
        *((*when, unit_id, takers.get((unit_id, year), ())) for *when, unit_id, year in whole),
    ]
    for session_id, starts_at, ends_at, unit_id, persons in sitting:
        if persons:
            _slot, known = found.setdefault(session_id, (Slot(starts_at, ends_at), set()))
            known.update((person, unit_id) for person in persons)
    return found


def _persons_by(rows: list[list[Any]]) -> dict[tuple[int, ...], set[int]]:
    """The persons that end the rows, by what stands before them."""
    found: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for *key, person_id in rows:
        found[tuple(key)].add(person_id)
    return found


def _names(sessions: Elsewhere) -> dict[int, str]:
    return {pk: f"{kind} {unit or title}" for pk, kind, unit, title in NAMES.rows(sessions=sessions)}


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


def _travels(asked: _Asked, travel: Travel, near: list[Obstacle]) -> Iterator[Obstacle]:
    """A teacher or a group that comes from another site, or goes to one, too soon."""
    sites = {room.building.site for room in asked.rooms}
    if not sites or not near:
        return
    elsewhere = {obstacle.conflict.session_id: obstacle for obstacle in near}
    held = SessionRoom.objects.filter(session__in=elsewhere).order_by()
    for session_id, site in held.values_list("session_id", "room__building__site").distinct():
        there, about = elsewhere[session_id].slot, elsewhere[session_id].conflict.about
        way = max(travel.between(site, own) for own in sites)
        if way:
            wide = Slot(there.starts_at - way, there.ends_at + way)
            yield Obstacle(wide, Conflict(ConflictKind.TRAVEL, about, session_id), unless=there)


def _declared(asked: _Asked) -> Iterator[Obstacle]:
    """A closed room is closed; of a teacher's wish somebody may judge otherwise, who then says why."""
    held = asked.placement
    rows = DECLARED.rows(teachers=held.teachers, rooms=held.rooms, **asked.during())
    declared = Unavailability.objects.filter(pk__in=[pk for (pk,) in rows]).select_related("person", "room")
    for found in declared if rows else ():
        if found.room:
            conflict = Conflict(ConflictKind.ROOM_CLOSED, found.room.name)
        elif found.person:
            conflict = Conflict(ConflictKind.UNAVAILABLE, f"{found.person.shown_name} ({found.get_wish_display()})")
        yield from (Obstacle(slot, conflict) for slot in occurrences(found, asked.window))


def _calendar(asked: _Asked) -> Iterator[Obstacle]:
    rules, span = timetable_rules(), days_of(asked.window)
    periods = CalendarPeriod.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first)
    return Teaching(rules.opens, rules.closes, rules.days, list(periods)).obstacles(span)
