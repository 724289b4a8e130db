"""Where a session could stand: slots where everybody and a fitting room are free, in a bounded number of queries."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import Q
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, Nature, PeriodKind, UnitEnrolment
from peristyle.kernel import clock
from peristyle.timetable.models import (
    Activity,
    Room,
    Session,
    SessionGroup,
    SessionRoom,
    SessionTeacher,
    Unavailability,
)
from peristyle.timetable.queries.audiences import students_of
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.availability import Wish
from peristyle.timetable.rules.days import Span, weeks_from
from peristyle.timetable.rules.obstacles import occurrences
from peristyle.timetable.rules.sessions import Placement, Slot
from peristyle.timetable.rules.suggestions import Journey, Judged, Known, Place, Reason, Week, best, judge, merged

MOST = 10
#: Nobody can come to what they learn of later.
SHORTEST_NOTICE = timedelta(hours=24)
#: Rooms further from what the session has, or much too large, are not looked at.
_MOST_ROOMS = 40
#: A start that so many sessions of these rooms share is usual.
_USUAL = 3


@dataclass(frozen=True)
class Suggestion:
    """A slot and rooms for a session, and why; the lower its score, the better."""

    slot: Slot
    rooms: tuple[Room, ...]
    reasons: tuple[Reason, ...]
    score: float

    @property
    def room_codes(self) -> frozenset[str]:
        """The codes of its rooms."""
        return frozenset(room.pk for room in self.rooms)


def suggest(activity: Activity, *, session: Session | None, around: date, weeks: int = 2) -> list[Suggestion]:
    """The ten best slots of some weeks, from a day on, for a session of an activity (this one, else one more)."""
    span = weeks_from(around, weeks)
    asked = _asked(activity, session)
    known, rooms = _known(asked, Slot(span.starts_at, span.ends_at))
    rules = timetable_rules()
    week = Week(tuple(_days_of_classes(span, rules.days)), rules.opens, rules.closes, timezone.get_current_timezone())
    found = best(week, asked.length, known, after=clock.now() + SHORTEST_NOTICE, most=MOST)
    return [_suggestion(each, rooms) for each in found]


def suggest_rooms(session: Session, slot: Slot) -> tuple[Suggestion | None, list[Room]]:
    """For a session at a given time: the rooms to take, if there are any, and all that fit and are free, best first."""
    return _rooms_at(_asked(session.activity, session), slot)


def suggest_rooms_for(activity: Activity, slot: Slot) -> list[Room]:
    """The same rooms for one more session of an activity: those to take, if there are any."""
    suggestion, _ = _rooms_at(_asked(activity, None), slot)
    return list(suggestion.rooms) if suggestion else []


def _rooms_at(asked: "_Asked", slot: Slot) -> tuple[Suggestion | None, list[Room]]:
    known, rooms = _known(asked, slot)
    here = Slot(timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at))
    judged = judge(here, known)
    suggestion = _suggestion(judged, rooms) if judged else None
    return suggestion, [rooms[place.code] for place in known.places_at(slot)]


@dataclass(frozen=True)
class _Asked:
    activity: Activity
    session_id: int | None
    slot: Slot | None
    placement: Placement
    length: timedelta


def usual_placement(activity: Activity) -> Placement:
    """What one more session of an activity would hold, without its room: at no time yet."""
    now = clock.now()
    return Placement(
        Slot(now, now),
        teachers=frozenset(activity.teachers.values_list("pk", flat=True)),
        groups=frozenset(activity.groups.values_list("pk", flat=True)),
    )


def _asked(activity: Activity, session: Session | None) -> _Asked:
    if session:
        return _Asked(activity, session.pk, session.slot, session.placement(), session.slot.length)
    return _Asked(activity, None, None, usual_placement(activity), timedelta(minutes=activity.session_minutes))


def _known(asked: _Asked, window: Slot) -> tuple[Known, dict[str, Room]]:
    """What is known of everybody and of the fitting rooms within a window, and these rooms by code."""
    placement, travel = asked.placement, timetable_rules().travels()
    around = Slot(window.starts_at - travel.longest, window.ends_at + travel.longest)
    students = students_of(asked.activity, placement.groups)
    journeys: dict[int, Slot] = {}
    for table, column, ids in (
        (SessionTeacher, "person", placement.teachers),
        (SessionGroup, "group", placement.groups),
    ):
        rows = table.objects.filter(_meets(around), firm=True, **{f"{column}__in": ids}).exclude(
            session=asked.session_id
        )
        for session_id, starts_at, ends_at in rows.values_list("session_id", "starts_at", "ends_at"):
            journeys[session_id] = Slot(starts_at, ends_at)
    hard, soft = _of_students(asked, students, window)
    rooms = _fitting_rooms(asked, len(students))
    held, usual = _held(asked, rooms, window)
    wishes = Unavailability.objects.filter(Q(person__in=placement.teachers) | Q(room__in=rooms))
    impossible: list[Slot] = []
    undesired: list[Slot] = []
    for wish in wishes:
        slots = occurrences(wish, window)
        if wish.room_id:
            held[wish.room_id] += slots
        else:
            (impossible if wish.wish == Wish.IMPOSSIBLE else undesired).extend(slots)
    known = Known(
        taken=merged([*journeys.values(), *hard, *impossible]),
        debts=merged(soft),
        undesired=merged(undesired),
        journeys=_journeys(journeys) if travel.longest else [],
        places=[
            Place(
                room.pk,
                room.building_id,
                room.building.site,
                present=room.pk in placement.rooms,
                alone=room.capacity >= len(students),
            )
            for room in rooms.values()
        ],
        held=held,
        travel=travel,
        usual=usual,
        present=asked.slot,
    )
    return known, rooms


def _meets(slot: Slot) -> Q:
    return Q(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)


def _journeys(slots: dict[int, Slot]) -> list[Journey]:
    sites: dict[int, set[str]] = defaultdict(set)
    rows = SessionRoom.objects.filter(session__in=slots).values_list("session_id", "room__building__site").distinct()
    for session_id, site in rows:
        sites[session_id].add(site)
    return [Journey(slots[session_id], frozenset(found)) for session_id, found in sites.items()]


def _of_students(asked: _Asked, students: Collection[int], window: Slot) -> tuple[list[Slot], list[Slot]]:
    """When students of the session sit elsewhere; apart, when only some who take a unit out of their year do."""
    if not students:
        return [], []
    activity = asked.activity
    takers: dict[int, set[int]] = defaultdict(set)
    out_of_year: set[tuple[int, int]] = set()
    taken = UnitEnrolment.objects.filter(person__in=students, year=activity.year_id, validated_at__isnull=False)
    for person, unit, nature in taken.values_list("person_id", "unit_id", "nature"):
        takers[unit].add(person)
        if nature in (Nature.DEBT, Nature.CREDIT):
            out_of_year.add((person, unit))
    members: dict[int, set[int]] = defaultdict(set)
    memberships = GroupMembership.objects.filter(enrolment__person__in=students, group__year=activity.year_id).exclude(
        group__in=asked.placement.groups
    )
    for group, person in memberships.values_list("group_id", "enrolment__person_id"):
        members[group].add(person)
    elsewhere = SessionGroup.objects.filter(_meets(window), firm=True, group__in=members).exclude(
        session=asked.session_id
    )
    whole = Session.objects.filter(
        _meets(window), activity__whole_unit=True, activity__year=activity.year_id, activity__unit__in=takers
    )
    whole = whole.filter(cancelled_at=None).exclude(pk=asked.session_id or 0)
    attended = [
        (Slot(starts_at, ends_at), unit, members[group])
        for starts_at, ends_at, unit, group in elsewhere.values_list(
            "starts_at", "ends_at", "group__unit_id", "group_id"
        )
    ] + [
        (Slot(starts_at, ends_at), unit, takers[unit])
        for starts_at, ends_at, unit in whole.values_list("starts_at", "ends_at", "activity__unit_id")
    ]
    hard: list[Slot] = []
    soft: list[Slot] = []
    for slot, unit, persons in attended:
        own = {(person, activity.unit_id) for person in persons} & out_of_year
        other = {(person, unit) for person in persons} & out_of_year
        excused = {person for person, _unit in own | other}
        (soft if persons <= excused else hard).append(slot)
    return hard, soft


def _fitting_rooms(asked: _Asked, students: int) -> dict[str, Room]:
    """The rooms of now, then those with the places, the equipment and of the kind that are wanted, nearest first."""
    activity = asked.activity
    in_use = Room.objects.filter(withdrawn_at=None).select_related("building")
    present = list(in_use.filter(pk__in=asked.placement.rooms)) if asked.placement.rooms else []
    kind = activity.room_kind or (present[0].kind if present else "")
    large = in_use.filter(capacity__gte=students)
    if kind:
        large = large.filter(kind=kind)
    wanted = set(activity.equipment)
    buildings = {room.building_id for room in present}
    sites = {room.building.site for room in present}
    others = sorted(
        (room for room in large if room not in present and wanted <= set(room.equipment)),
        key=lambda room: (room.building.site not in sites, room.building_id not in buildings, room.capacity, room.pk),
    )
    return {room.pk: room for room in [*present, *others][:_MOST_ROOMS]}


def _held(asked: _Asked, rooms: Collection[str], window: Slot) -> tuple[dict[str, list[Slot]], frozenset[time]]:
    """When these rooms are held, and at which hours sessions usually begin in them."""
    held: dict[str, list[Slot]] = defaultdict(list)
    starts: Counter[time] = Counter()
    rows = SessionRoom.objects.filter(_meets(window), firm=True, room__in=rooms).exclude(session=asked.session_id)
    for room, starts_at, ends_at in rows.values_list("room_id", "starts_at", "ends_at"):
        held[room].append(Slot(starts_at, ends_at))
        starts[timezone.localtime(starts_at).time()] += 1
    return held, frozenset(hour for hour, count in starts.items() if count >= _USUAL)


def _days_of_classes(span: Span, days: int) -> list[date]:
    """The days on which one teaches: within a period of the calendar, outside holidays, in the first days of weeks."""
    periods = list(CalendarPeriod.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first))
    found = []
    for day in span.days:
        kinds = {period.kind for period in periods if period.starts_on <= day <= period.ends_on}
        if kinds and PeriodKind.HOLIDAYS not in kinds and day.isoweekday() <= days:
            found.append(day)
    return found


def _suggestion(judged: Judged, rooms: dict[str, Room]) -> Suggestion:
    return Suggestion(judged.slot, tuple(rooms[place.code] for place in judged.places), judged.reasons, judged.score)
