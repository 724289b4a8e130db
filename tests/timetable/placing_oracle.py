"""A naive judge of timetables, written from the rules and from nothing else: sessions two by two, minute by minute."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, Nature, UnitEnrolment
from peristyle.timetable.models import Activity, PlacementSearch, Room, Session, Unavailability

PARIS = ZoneInfo("Europe/Paris")
OPENS, CLOSES, LAST_WEEKDAY = time(8), time(20), 6
#: Between any two sites but Triolet and Richter, and between these two.
USUAL_WAY, KNOWN_WAY = timedelta(minutes=30), timedelta(minutes=45)


@dataclass(frozen=True)
class Entry:
    """A session of a timetable; a *new* one was placed, or moved, by the search."""

    name: str
    activity: Activity
    starts_at: datetime
    ends_at: datetime
    rooms: tuple[Room, ...]
    teachers: frozenset[int]
    groups: frozenset[int]
    new: bool

    @property
    def students(self) -> set[int]:
        found = set(
            GroupMembership.objects.filter(group__in=self.groups).values_list("enrolment__person_id", flat=True)
        )
        if self.activity.whole_unit:
            takers = UnitEnrolment.objects.filter(unit=self.activity.unit, year=self.activity.year)
            found |= set(takers.exclude(validated_at=None).values_list("person_id", flat=True))
        return found


def timetable_after(search: PlacementSearch) -> list[Entry]:
    """What would stand if all that a search proposes were applied."""
    moved = {proposal.session_id: proposal for proposal in search.proposals.exclude(session=None)}
    entries = []
    for session in Session.objects.filter(cancelled_at=None).select_related("activity__unit"):
        proposal = moved.get(session.pk)
        entries.append(
            Entry(
                f"session {session.pk}",
                session.activity,
                proposal.starts_at if proposal else session.starts_at,
                proposal.ends_at if proposal else session.ends_at,
                (proposal.room,) if proposal else tuple(session.rooms.all()),
                frozenset(session.teachers.values_list("pk", flat=True)),
                frozenset(session.groups.values_list("pk", flat=True)),
                new=proposal is not None,
            )
        )
    placed = search.proposals.filter(session=None).exclude(room=None).select_related("activity__unit", "room")
    entries += [
        Entry(
            f"proposal {proposal.pk}",
            proposal.activity,
            proposal.starts_at,
            proposal.ends_at,
            (proposal.room,),
            frozenset(proposal.activity.teachers.values_list("pk", flat=True)),
            frozenset(proposal.activity.groups.values_list("pk", flat=True)),
            new=True,
        )
        for proposal in placed
    ]
    return entries


def faults(entries: list[Entry], *, not_before: datetime) -> list[str]:
    """All that is illegal about what is new."""
    new = [entry for entry in entries if entry.new]
    found = [fault for entry in new for fault in (*_mistimed(entry, not_before), *_misplaced(entry))]
    for one, other in combinations(entries, 2):
        if one.new or other.new:
            found += [f"{one.name} and {other.name}: {fault}" for fault in _together(one, other)]
    return found


def _mistimed(entry: Entry, not_before: datetime) -> Iterator[str]:
    starts, ends = entry.starts_at.astimezone(PARIS), entry.ends_at.astimezone(PARIS)
    if ends - starts != timedelta(minutes=entry.activity.session_minutes):
        yield f"{entry.name} lasts {ends - starts}"
    if entry.starts_at < not_before:
        yield f"{entry.name} begins too soon"
    if starts.date() != ends.date() or starts.time() < OPENS or ends.time() > CLOSES:
        yield f"{entry.name} lies outside the hours: {starts} {ends}"
    periods = CalendarPeriod.objects.filter(starts_on__lte=starts.date(), ends_on__gte=starts.date())
    if {period.kind for period in periods} != {"classes"} or starts.isoweekday() > LAST_WEEKDAY:
        yield f"{entry.name} is on a day without classes: {starts}"


def _misplaced(entry: Entry) -> Iterator[str]:
    starts, ends = entry.starts_at.astimezone(PARIS), entry.ends_at.astimezone(PARIS)
    (room,) = entry.rooms
    if room.capacity < len(entry.students):
        yield f"{room} is too small for {entry.name}"
    if entry.activity.room_kind and entry.activity.room_kind != room.kind:
        yield f"{room} is of another kind than {entry.name} wants"
    if not set(entry.activity.equipment) <= set(room.equipment):
        yield f"{room} lacks equipment for {entry.name}"
    if room.withdrawn_at:
        yield f"{room} is withdrawn"
    for said in Unavailability.objects.filter(wish="impossible"):
        concerned = said.room_id == room.pk or said.person_id in entry.teachers
        if concerned and any(_covered(said, minute) for minute in _minutes(starts, ends)):
            yield f"{entry.name} stands where {said} forbids it"


def _together(one: Entry, other: Entry) -> Iterator[str]:
    overlap = one.starts_at < other.ends_at and other.starts_at < one.ends_at
    shared_people = (one.teachers & other.teachers) | {-group for group in one.groups & other.groups}
    if overlap:
        if {room.pk for room in one.rooms} & {room.pk for room in other.rooms}:
            yield "one room"
        if shared_people:
            yield "one teacher or group"
        if any(not _excused(student, one, other) for student in one.students & other.students):
            yield "one student"
        return
    pause = max(one.starts_at - other.ends_at, other.starts_at - one.ends_at)
    for room in one.rooms:
        for there in other.rooms:
            sites = {room.building.site, there.building.site}
            way = timedelta() if len(sites) == 1 else KNOWN_WAY if sites == {"Triolet", "Richter"} else USUAL_WAY
            if shared_people and pause < way:
                yield f"the way from {room.building.site} to {there.building.site} is too long for {pause}"


def _excused(student: int, one: Entry, other: Entry) -> bool:
    return UnitEnrolment.objects.filter(
        person=student, unit__in=[one.activity.unit, other.activity.unit], nature__in=[Nature.DEBT, Nature.CREDIT]
    ).exists()


def _minutes(starts: datetime, ends: datetime) -> Iterator[datetime]:
    while starts < ends:
        yield starts
        starts += timedelta(minutes=1)


def _covered(said: Unavailability, minute: datetime) -> bool:
    if said.starts_at and said.ends_at:
        return said.starts_at <= minute < said.ends_at
    monday = (minute - timedelta(days=minute.weekday())).date().isoformat()
    return (
        said.weekday == minute.weekday()
        and (said.weeks is None or monday in said.weeks)
        and said.starts is not None
        and said.ends is not None
        and said.starts <= minute.time() < said.ends
    )
