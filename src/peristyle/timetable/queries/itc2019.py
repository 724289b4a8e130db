"""A semester of some composantes, gathered for the ITC-2019 format in a fixed number of queries."""

import secrets
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import count

from django.db.models import Q, QuerySet
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, UnitEnrolment
from peristyle.timetable.models import Activity, Room, Unavailability
from peristyle.timetable.queries.placing.missing import PLACED_KINDS
from peristyle.timetable.queries.placing.problem import days_of_classes, fitting_rooms
from peristyle.timetable.queries.placing.standing import Standing, standing_in
from peristyle.timetable.queries.placing.students import Audience, audiences
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.availability import Wish
from peristyle.timetable.rules.days import Span, week_of
from peristyle.timetable.rules.itc2019 import (
    MINUTES_PER_SLOT,
    SLOTS_PER_DAY,
    ClassOut,
    Distribution,
    RoomOut,
    Semester,
    Times,
    shared_out,
)
from peristyle.timetable.rules.sessions import Slot

_USUAL = 3
_LUNCH = 12 * 60 // MINUTES_PER_SLOT, 13 * 60 // MINUTES_PER_SLOT
_EVENING = 18 * 60 // MINUTES_PER_SLOT
_SATURDAY = 5
_HOURLY = 60
#: What a time costs when it is not the present one, at lunch, in the evening, on Saturday, or undesired.
_OTHER_TIME, _AT_LUNCH, _LATE, _ON_SATURDAY, _AVERSE = 1, 4, 3, 8, 6
_OTHER_SITE, _SAME_ROOM, _DIFFERENT_DAYS = 4, 2, 5


@dataclass
class _Gathered:
    """What is being written, and what is needed for it."""

    monday: date
    weeks: int
    teaching: dict[int, list[int]]
    rooms: Sequence[Room]
    wishes: dict[int, list[tuple[Times, str]]]
    starts: Sequence[int]
    present: dict[int, list[Standing]]
    class_numbers: Iterator[int] = field(default_factory=lambda: count(1))
    of_teacher: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    distributions: list[Distribution] = field(default_factory=list)


def gather(period: CalendarPeriod, activities: QuerySet[Activity], *, name: str) -> Semester:
    """The classes of these activities in a period of classes; students have numbers drawn anew each time."""
    monday = week_of(period.starts_on).first
    weeks = (period.ends_on - monday).days // 7 + 1
    span = Span(monday, monday + timedelta(days=7 * weeks - 1))
    standing = standing_in(Slot(span.starts_at, span.ends_at))
    exported = _of_semester(activities.filter(year=period.year_id), standing)
    rooms = list(Room.objects.filter(withdrawn_at=None).select_related("building").order_by("pk"))
    teaching: dict[int, list[int]] = defaultdict(list)
    for day in days_of_classes(Span(period.starts_on, period.ends_on), timetable_rules().days):
        teaching[day.weekday()].append((day - monday).days // 7)
    present: dict[int, list[Standing]] = defaultdict(list)
    for each in standing:
        present[each.activity].append(each)
    teachers = {person.pk for activity in exported for person in activity.teachers.all()}
    gathered = _Gathered(
        monday, weeks, teaching, rooms, _wishes(Q(person__in=teachers), monday, weeks), _starts(standing), present
    )
    audience_of = {activity.pk: _audience(activity) for activity in exported}
    known = audiences(audience_of.values(), [])
    sizes = {activity.pk: known.size(audience_of[activity.pk]) for activity in exported}
    by_unit: dict[int, list[Activity]] = defaultdict(list)
    for activity in exported:
        by_unit[activity.unit_id or 0].append(activity)
    courses = tuple(tuple(_subparts(of_unit, sizes, gathered)) for of_unit in by_unit.values())
    for numbers in gathered.of_teacher.values():
        if len(numbers) > 1:
            gathered.distributions.append(Distribution("SameAttendees", tuple(numbers)))
    others = [each for each in standing if each.activity not in audience_of]
    return Semester(
        name,
        weeks,
        tuple(_rooms(rooms, others, monday, weeks)),
        courses,
        tuple(gathered.distributions),
        tuple(_students(list(by_unit), period.year_id)),
    )


def _of_semester(activities: QuerySet[Activity], standing: Iterable[Standing]) -> list[Activity]:
    """Those that stand in the semester; of those that stand nowhere yet, those that may belong to it by their unit."""
    placed = {each.activity for each in standing}
    units = {each.audience.unit for each in standing}
    found = activities.filter(kind__in=[kind.value for kind in PLACED_KINDS], unit__isnull=False)
    every = list(
        found.prefetch_related("groups", "teachers", "sessions").order_by("unit__code", "kind", "pk").distinct()
    )
    begun = {activity.unit_id for activity in every if activity.sessions.all()}
    return [
        activity
        for activity in every
        if activity.pk in placed
        or (not activity.sessions.all() and (activity.unit_id in units or activity.unit_id not in begun))
    ]


def _audience(activity: Activity) -> Audience:
    groups = frozenset(group.pk for group in activity.groups.all())
    return Audience(activity.unit_id, activity.year_id, groups, activity.whole_unit)


def _subparts(activities: list[Activity], sizes: dict[int, int], gathered: _Gathered) -> Iterable[tuple[ClassOut, ...]]:
    """The classes of a unit: for each kind, as many weekly ones as its sessions need, one for each activity."""
    by_kind: dict[str, list[Activity]] = defaultdict(list)
    for activity in activities:
        by_kind[activity.kind].append(activity)
    most = max((len(weeks) for weeks in gathered.teaching.values()), default=1)
    for of_kind in by_kind.values():
        sessions = {activity.pk: _sessions(activity, gathered) for activity in of_kind}
        blocks = min(max(-(-each // most) for each in sessions.values()), *sessions.values())
        numbers: dict[int, list[int]] = defaultdict(list)
        for block in range(blocks):
            subpart = []
            for activity in of_kind:
                number = next(gathered.class_numbers)
                numbers[activity.pk].append(number)
                weeks = min(shared_out(sessions[activity.pk], blocks)[block], most)
                parent = numbers[activity.pk][0] if block else None
                subpart.append(_class(activity, number, gathered, size=sizes[activity.pk], weeks=weeks, parent=parent))
            yield tuple(subpart)
        if blocks > 1:
            for of_activity in numbers.values():
                gathered.distributions.append(Distribution("DifferentDays", tuple(of_activity), _DIFFERENT_DAYS))
                gathered.distributions.append(Distribution("SameRoom", tuple(of_activity), _SAME_ROOM))


def _sessions(activity: Activity, gathered: _Gathered) -> int:
    return max(activity.session_count, len(gathered.present[activity.pk]), 1)


def _class(
    activity: Activity, number: int, gathered: _Gathered, *, size: int, weeks: int, parent: int | None
) -> ClassOut:
    sites = Counter(
        room.building.site
        for each in gathered.present[activity.pk]
        for code, _slot in each.rooms
        for room in gathered.rooms
        if room.pk == code
    )
    usual = sites.most_common(1)[0][0] if sites else None
    fitting = fitting_rooms(activity, size, gathered.rooms)
    for person in activity.teachers.all():
        gathered.of_teacher[person.pk].append(number)
    return ClassOut(
        number,
        max(size, sum(group.capacity for group in activity.groups.all())),
        tuple(
            (place + 1, 0 if usual in (None, gathered.rooms[place].building.site) else _OTHER_SITE) for place in fitting
        ),
        tuple(_times(activity, weeks, gathered)),
        parent,
    )


def _times(activity: Activity, weeks: int, gathered: _Gathered) -> Iterable[Times]:
    """Where a weekly class of so many weeks may stand: its present times at no cost, others at theirs."""
    length = -(-activity.session_minutes // MINUTES_PER_SLOT)
    present: dict[tuple[int, int], set[int]] = defaultdict(set)
    for each in gathered.present[activity.pk]:
        local = timezone.localtime(each.slot.starts_at)
        week = (local.date() - gathered.monday).days // 7
        present[local.weekday(), (local.hour * 60 + local.minute) // MINUTES_PER_SLOT].add(week)
    rules = timetable_rules()
    closes = (rules.closes.hour * 60 + rules.closes.minute) // MINUTES_PER_SLOT
    teachers = [person.pk for person in activity.teachers.all()]
    usual = {(day, start) for day in gathered.teaching for start in gathered.starts if start + length <= closes}
    for day, start in sorted(usual | present.keys()):
        stands = frozenset(present.get((day, start), ()))
        teaching = frozenset(gathered.teaching.get(day, [])[:weeks])
        chosen = stands if len(stands) == weeks else teaching
        times = Times(day, start, length, chosen)
        penalty = _penalty(times, teachers, gathered)
        if len(chosen) == weeks and penalty is not None:
            yield Times(day, start, length, chosen, 0 if stands else penalty + _OTHER_TIME)


def _penalty(times: Times, teachers: Iterable[int], gathered: _Gathered) -> int | None:
    """What a time costs; None when a teacher said not to be there."""
    ends = times.start + times.length
    cost = _AT_LUNCH * (times.start < _LUNCH[1] and ends > _LUNCH[0])
    cost += _LATE * (ends > _EVENING) + _ON_SATURDAY * (times.day >= _SATURDAY)
    for teacher in teachers:
        for said, wish in gathered.wishes.get(teacher, ()):
            meets = said.day == times.day and said.start < ends and times.start < said.start + said.length
            if meets and said.weeks & times.weeks:
                if wish == Wish.IMPOSSIBLE:
                    return None
                cost += _AVERSE
    return cost


def _starts(standing: Iterable[Standing]) -> list[int]:
    """The hours at which one usually begins, else every hour."""
    local = Counter(timezone.localtime(each.slot.starts_at).time() for each in standing)
    usual = sorted(hour for hour, times in local.items() if times >= _USUAL and not hour.minute % MINUTES_PER_SLOT)
    rules = timetable_rules()
    hours = usual or [time(hour, rules.opens.minute) for hour in range(rules.opens.hour, rules.closes.hour)]
    return [(hour.hour * 60 + hour.minute) // MINUTES_PER_SLOT for hour in hours]


def _wishes(of: Q, monday: date, weeks: int) -> dict[int, list[tuple[Times, str]]]:
    found: dict[int, list[tuple[Times, str]]] = defaultdict(list)
    for each in Unavailability.objects.filter(of):
        for times in _unavailable(each, monday, weeks):
            found[each.person_id or 0].append((times, each.wish))
    return found


def _unavailable(said: Unavailability, monday: date, weeks: int) -> Iterable[Times]:
    if said.starts_at and said.ends_at:
        yield from _dated(Slot(said.starts_at, said.ends_at), monday, weeks)
    elif said.weekday is not None and said.starts and said.ends:
        start, end = _slot_of(said.starts), -(-(said.ends.hour * 60 + said.ends.minute) // MINUTES_PER_SLOT)
        chosen = [
            week
            for week in range(weeks)
            if said.weeks is None or (monday + timedelta(weeks=week)).isoformat() in said.weeks
        ]
        if chosen:
            yield Times(said.weekday, start, end - start, frozenset(chosen))


def _dated(slot: Slot, monday: date, weeks: int) -> Iterable[Times]:
    """A slot day by day, as far as it lies in the semester."""
    starts, ends = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    day = max(starts.date(), monday)
    while day <= min(ends.date(), monday + timedelta(days=7 * weeks - 1)):
        first = _slot_of(starts.time()) if day == starts.date() else 0
        last = -(-(ends.hour * 60 + ends.minute) // MINUTES_PER_SLOT) if day == ends.date() else SLOTS_PER_DAY
        week, weekday = divmod((day - monday).days, 7)
        if last > first:
            yield Times(weekday, first, last - first, frozenset([week]))
        day += timedelta(days=1)


def _slot_of(hour: time) -> int:
    return (hour.hour * 60 + hour.minute) // MINUTES_PER_SLOT


def _rooms(rooms: Sequence[Room], others: Iterable[Standing], monday: date, weeks: int) -> Iterable[RoomOut]:
    """The rooms, closed where they are closed and where something else stands than what is exported."""
    held: dict[str, list[Times]] = defaultdict(list)
    for each in others:
        for code, slot in each.rooms:
            held[code] += _dated(slot, monday, weeks)
    for closure in Unavailability.objects.filter(room__isnull=False):
        held[str(closure.room_id)] += _unavailable(closure, monday, weeks)
    travel = timetable_rules().travels()
    for number, room in enumerate(rooms, start=1):
        ways = [
            (other, -(-int(way.total_seconds()) // (60 * MINUTES_PER_SLOT)))
            for other, there in enumerate(rooms[number:], start=number + 1)
            if (way := travel.between(room.building.site, there.building.site))
        ]
        yield RoomOut(number, room.capacity, tuple(ways), tuple(_together(held[room.pk])))


def _together(times: Iterable[Times]) -> Iterable[Times]:
    """The same hours of the same day of several weeks as one."""
    weeks: dict[tuple[int, int, int], set[int]] = defaultdict(set)
    for each in times:
        weeks[each.day, each.start, each.length] |= each.weeks
    for (day, start, length), chosen in sorted(weeks.items()):
        yield Times(day, start, length, frozenset(chosen))


def _students(units: Sequence[int], year: int) -> list[tuple[int, ...]]:
    """The courses of each student, in an order that tells nothing of who they are."""
    number = {unit: place for place, unit in enumerate(units, start=1)}
    taken: dict[int, set[int]] = defaultdict(set)
    rows = UnitEnrolment.objects.filter(year=year, unit__in=units, validated_at__isnull=False)
    for person, unit in rows.values_list("person_id", "unit_id"):
        taken[person].add(number[unit])
    found = [tuple(sorted(courses)) for courses in taken.values()]
    secrets.SystemRandom().shuffle(found)
    return found
