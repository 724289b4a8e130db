"""What speaks against a placement, found in the database in a fixed number of queries."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, PeriodKind, UnitEnrolment
from peristyle.timetable.models import Activity, Room, Session, SessionGroup, SessionRoom, SessionTeacher
from peristyle.timetable.queries.audiences import latecomers, students_of
from peristyle.timetable.queries.availability import unavailable
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.conflicts import Conflict, ConflictKind
from peristyle.timetable.rules.sessions import Placement, Slot


@dataclass(frozen=True)
class _Asked:
    """A placement asked for, and what need not be looked up twice."""

    activity: Activity
    placement: Placement
    session_id: int | None
    students: frozenset[int]
    rooms: tuple[Room, ...]

    @property
    def slot(self) -> Slot:
        return self.placement.slot

    def others(self, held: type[Model], slot: Slot) -> QuerySet[Any]:
        """What other sessions firmly hold at some instant of a slot."""
        rows = held._default_manager.filter(firm=True, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)  # noqa: SLF001 — Django documents it
        return rows.exclude(session=self.session_id) if self.session_id else rows


def conflicts_of(activity: Activity, placement: Placement, *, session_id: int | None = None) -> list[Conflict]:
    """All that speaks against placing a session (this one, else a new one) of an activity there: hard ones first.

    A dozen queries, whatever the size of the university.
    """
    rooms = Room.objects.filter(pk__in=placement.rooms).select_related("building")
    students = frozenset(students_of(activity, placement.groups))
    asked = _Asked(activity, placement, session_id, students, tuple(rooms))
    found = [
        *_held_twice(asked),
        *_students(asked),
        *_rooms_unfit(asked),
        *_travels(asked),
        *_declared(asked),
        *_calendar(asked),
    ]
    return sorted(found, key=lambda conflict: not conflict.hard)


def _held_twice(asked: _Asked) -> Iterator[Conflict]:
    placement = asked.placement
    for row in asked.others(SessionRoom, asked.slot).filter(room__in=placement.rooms).select_related("room"):
        yield Conflict(ConflictKind.ROOM, row.room.name, row.session_id)
    for row in asked.others(SessionTeacher, asked.slot).filter(person__in=placement.teachers).select_related("person"):
        yield Conflict(ConflictKind.TEACHER, row.person.shown_name, row.session_id)
    for row in asked.others(SessionGroup, asked.slot).filter(group__in=placement.groups).select_related("group__unit"):
        yield Conflict(ConflictKind.GROUP, f"{row.group.unit.code} {row.group}", row.session_id)


def _students(asked: _Asked) -> Iterator[Conflict]:
    """Those who sit elsewhere: hard, unless they take this unit or the other one out of their own year."""
    if not asked.students:
        return
    there = asked.others(SessionGroup, asked.slot).exclude(group__in=asked.placement.groups).select_related("group")
    elsewhere = {row.group_id: row for row in there}
    persons_of: dict[int, set[int]] = {}
    units = {asked.activity.unit_id}
    members = GroupMembership.objects.filter(group__in=elsewhere, enrolment__person__in=asked.students)
    for group_id, person_id in members.values_list("group_id", "enrolment__person_id"):
        persons_of.setdefault(elsewhere[group_id].session_id, set()).add(person_id)
        units.add(elsewhere[group_id].group.unit_id)
    for session in _whole_unit_sessions(asked):
        takers = UnitEnrolment.objects.filter(
            unit=session.activity.unit_id, year=session.activity.year_id, person__in=asked.students
        )
        persons = set(takers.filter(validated_at__isnull=False).values_list("person_id", flat=True))
        if persons:
            persons_of.setdefault(session.pk, set()).update(persons)
            units.add(session.activity.unit_id)
    if not persons_of:
        return
    concerned = set().union(*persons_of.values())
    out_of_year = latecomers(concerned, units, asked.activity.year_id)
    names = _names(persons_of)
    for session_id, persons in persons_of.items():
        for kind, several in (
            (ConflictKind.STUDENT, persons - out_of_year),
            (ConflictKind.DEBT, persons & out_of_year),
        ):
            if several:
                yield Conflict(kind, names[session_id], session_id, len(several))


def _whole_unit_sessions(asked: _Asked) -> QuerySet[Session]:
    others = Session.objects.filter(
        activity__whole_unit=True,
        cancelled_at=None,
        starts_at__lt=asked.slot.ends_at,
        ends_at__gt=asked.slot.starts_at,
    )
    if asked.session_id:
        others = others.exclude(pk=asked.session_id)
    return others.exclude(activity=asked.activity).select_related("activity")


def _names(session_ids: Collection[int]) -> dict[int, str]:
    sessions = Session.objects.filter(pk__in=session_ids).select_related("activity__unit")
    return {
        session.pk: f"{session.activity.kind} {session.activity.code or session.activity.title}" for session in sessions
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


def _travels(asked: _Asked) -> Iterator[Conflict]:
    """A teacher or a group that comes from another site, or goes to one, too soon."""
    travel = timetable_rules().travels()
    if not asked.rooms or not travel.longest:
        return
    sites = {room.building.site for room in asked.rooms}
    around = Slot(asked.slot.starts_at - travel.longest, asked.slot.ends_at + travel.longest)
    near = {
        row.session_id: (row, row.person.shown_name)
        for row in asked.others(SessionTeacher, around)
        .filter(person__in=asked.placement.teachers)
        .select_related("person")
    } | {
        row.session_id: (row, f"{row.group.unit.code} {row.group}")
        for row in asked.others(SessionGroup, around)
        .filter(group__in=asked.placement.groups)
        .select_related("group__unit")
    }
    if not near:
        return
    for session_id, site in (
        SessionRoom.objects.filter(session__in=near).values_list("session_id", "room__building__site").distinct()
    ):
        row, about = near[session_id]
        pause = max(row.starts_at - asked.slot.ends_at, asked.slot.starts_at - row.ends_at)
        if timedelta() <= pause < max(travel.between(site, own) for own in sites):
            yield Conflict(ConflictKind.TRAVEL, about, session_id)


def _declared(asked: _Asked) -> Iterator[Conflict]:
    """A closed room is closed; of a teacher's wish somebody may judge otherwise, who then says why."""
    for found in unavailable(asked.placement.teachers, asked.placement.rooms, asked.slot):
        if found.room:
            yield Conflict(ConflictKind.ROOM_CLOSED, found.room.name)
        elif found.person:
            yield Conflict(ConflictKind.UNAVAILABLE, f"{found.person.shown_name} ({found.get_wish_display()})")


def _calendar(asked: _Asked) -> Iterator[Conflict]:
    rules = timetable_rules()
    starts, ends = timezone.localtime(asked.slot.starts_at), timezone.localtime(asked.slot.ends_at)
    if (
        starts.time() < rules.opens
        or ends.time() > rules.closes
        or starts.isoweekday() > rules.days
        or starts.date() != ends.date()
    ):
        yield Conflict(ConflictKind.OUTSIDE_HOURS, f"{starts:%H:%M}")
    kinds = CalendarPeriod.objects.filter(starts_on__lte=starts.date(), ends_on__gte=starts.date()).order_by()
    found = dict(kinds.values_list("kind").annotate(Count("pk")))
    if PeriodKind.HOLIDAYS in found or not found:
        yield Conflict(ConflictKind.OUTSIDE_CLASSES, f"{starts:%d/%m/%Y}")
