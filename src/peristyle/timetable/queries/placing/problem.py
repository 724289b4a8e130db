"""A search's problem, read from the database in a fixed number of queries, however many sessions there are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel import clock
from peristyle.timetable.models import Activity, PlacementSearch, Room, Unavailability
from peristyle.timetable.queries.placing.missing import PLACED_KINDS, Missing, missing_in
from peristyle.timetable.queries.placing.standing import Standing, standing_in
from peristyle.timetable.queries.placing.students import Audience, Audiences, audiences
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.availability import Wish, covers
from peristyle.timetable.rules.days import Span, midnight, week_of
from peristyle.timetable.rules.placing.axis import MINUTES, Axis, steps_for
from peristyle.timetable.rules.placing.problem import Attendee, Lesson, PlaceToUse, Problem, Spot
from peristyle.timetable.rules.sessions import Slot

#: Nobody can come to what they learn of later.
SHORTEST_NOTICE = timedelta(hours=24)
#: A start that so many sessions share is usual.
_USUAL = 3


@dataclass(frozen=True)
class Loaded:
    """A problem, and what its numbers stand for."""

    problem: Problem
    rooms: tuple[Room, ...]
    activities: Mapping[int, Activity]
    sessions: Mapping[int, Standing]
    numbers: Mapping[str, int]

    def room(self, spot: Spot) -> Room:
        """The room of a spot."""
        return self.rooms[spot.room]

    def slot(self, number: int, spot: Spot) -> Slot:
        """When a lesson takes place there."""
        return self.problem.axis.slot(spot.start, self.problem.lessons[number].minutes)

    def spot(self, starts_at: datetime, room: str) -> Spot | None:
        """A place that was kept, if it still is one."""
        start = self.problem.axis.step_of(starts_at)
        number = next((number for number, each in enumerate(self.rooms) if each.pk == room), None)
        return Spot(start, number) if start is not None and number is not None else None


def load(search: PlacementSearch) -> Loaded:
    """What a search has to do now, with what was placed by others since it was asked."""
    missing = _still_missing(search)
    rules, travel = timetable_rules(), timetable_rules().travels()
    axis = Axis(
        monday=week_of(search.first_day).first,
        weeks=(search.last_day - week_of(search.first_day).first).days // 7 + 1,
        opens=rules.opens,
        closes=rules.closes,
        zone=timezone.get_current_timezone(),
        margin=steps_for(int(travel.longest.total_seconds() // 60)),
    )
    days = days_of_classes(Span(search.first_day, search.last_day), rules.days)
    around = Slot(axis.span.starts_at - travel.longest, axis.span.ends_at + travel.longest)
    standing = standing_in(around)
    rooms = tuple(Room.objects.filter(withdrawn_at=None).select_related("building").order_by("capacity", "pk"))
    places = {room.pk: number for number, room in enumerate(rooms)}
    open_ = axis.open_on(days) & axis.since(clock.now() + SHORTEST_NOTICE)
    components = {each.activity.component_id for each in missing}
    moving = (
        {each.session: home for each in standing if (home := _home(each, axis, open_, places, components))}
        if search.may_move
        else {}
    )
    drafts = [each for each in standing if each.session in moving]
    by_activity = {each.activity.pk: each.activity for each in missing}
    wanted = {each.activity.pk: _audience(each.activity) for each in missing}
    known = audiences(
        [*(each.audience for each in standing), *wanted.values()],
        [*wanted.values(), *(each.audience for each in drafts)],
    )
    by_activity |= Activity.objects.select_related("unit").in_bulk(
        {each.activity for each in drafts} - set(by_activity)
    )
    lessons = [
        *_new_lessons(missing, wanted, known, rooms, standing),
        *_drafts(drafts, moving, by_activity, known, rooms),
    ]
    fixed = [each for each in standing if each.session not in moving]
    teachers = {teacher for lesson in lessons for teacher in lesson.teachers}
    away, averse, closed = _wishes(axis, teachers, places)
    room_held = _masks(axis, ((places[room], slot) for each in fixed for room, slot in each.rooms if room in places))
    for room, mask in closed.items():
        room_held[room] |= mask
    problem = Problem(
        axis=axis,
        open=open_,
        rooms=tuple(
            PlaceToUse(room.pk, room.building.site, room.building_id, room.capacity, room_held[number])
            for number, room in enumerate(rooms)
        ),
        lessons=tuple(lessons),
        rivals=known.rivals,
        debts=known.debts,
        teachers_held=_masks(axis, ((who, slot) for each in fixed for who, slot in each.teachers)),
        teachers_away=away,
        teachers_averse=averse,
        audiences_held=_masks(axis, ((known.numbers[each.audience], each.slot) for each in fixed)),
        whereabouts=_whereabouts(axis, fixed, {room.pk: room.building.site for room in rooms}),
        standing=_siblings(axis, fixed, places, set(wanted)),
        per_week=_per_week(missing, axis, days),
        usual_starts=axis.starting_at(_usual_starts(standing)),
        travel=travel,
    )
    return Loaded(
        problem,
        rooms,
        by_activity,
        {each.session: each for each in drafts},
        {lesson.key: number for number, lesson in enumerate(lessons)},
    )


def key_of_missing(activity: int, number: int) -> str:
    """The name of the so manyeth missing session of an activity."""
    return f"{activity}:{number}"


def key_of_draft(session: int) -> str:
    """The name of a draft that may be moved."""
    return f"draft:{session}"


def days_of_classes(span: Span, days: int) -> list[date]:
    """The days of classes: in a period of classes, outside holidays, among the first days of their week."""
    periods = list(CalendarPeriod.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first))
    found = []
    for day in span.days:
        kinds = {period.kind for period in periods if period.starts_on <= day <= period.ends_on}
        if PeriodKind.CLASSES in kinds and PeriodKind.HOLIDAYS not in kinds and day.isoweekday() <= days:
            found.append(day)
    return found


def _still_missing(search: PlacementSearch) -> list[Missing]:
    """What is missing now of the activities of a search, never more than when it was asked."""
    asked = Counter(search.proposals.filter(session=None).values_list("activity_id", flat=True))
    found = missing_in(Activity.objects.filter(pk__in=asked))
    return [Missing(each.activity, min(each.sessions, asked[each.activity.pk])) for each in found]


def _audience(activity: Activity) -> Audience:
    groups = frozenset(group.pk for group in activity.groups.all())
    return Audience(activity.unit_id, activity.year_id, groups, activity.whole_unit)


def _home(
    each: Standing, axis: Axis, open_: int, places: Mapping[str, int], components: Collection[str | None]
) -> Spot | None:
    """Where a draft of these composantes stands that may be moved: not seen, not locked, to come, in one room."""
    start = axis.step_of(each.slot.starts_at)
    movable = (
        each.draft
        and each.component in components
        and not each.audience.whole
        and each.kind in PLACED_KINDS
        and len(each.rooms) == 1
        and each.rooms[0][0] in places
        and start is not None
        and open_ >> start & 1
    )
    return Spot(start, places[each.rooms[0][0]]) if movable and start is not None else None


def _new_lessons(
    missing: Sequence[Missing],
    wanted: Mapping[int, Audience],
    known: Audiences,
    rooms: Sequence[Room],
    standing: Iterable[Standing],
) -> Iterable[Lesson]:
    sites = _usual_sites(standing, {room.pk: room.building.site for room in rooms})
    for each in missing:
        activity = each.activity
        audience = wanted[activity.pk]
        size = known.size(audience)
        fitting = fitting_rooms(activity, size, rooms)
        usual = sites(activity)
        fitting.sort(key=lambda number: bool(usual) and rooms[number].building.site not in usual)
        for number in range(each.sessions):
            yield Lesson(
                key=key_of_missing(activity.pk, number),
                activity=activity.pk,
                minutes=activity.session_minutes,
                rooms=tuple(fitting),
                audience=known.numbers[audience],
                size=size,
                teachers=frozenset(person.pk for person in activity.teachers.all()),
                groups=audience.groups,
                sites=usual,
            )


def _drafts(
    drafts: Iterable[Standing],
    homes: Mapping[int, Spot],
    activities: Mapping[int, Activity],
    known: Audiences,
    rooms: Sequence[Room],
) -> Iterable[Lesson]:
    for each in drafts:
        home, size = homes[each.session], known.size(each.audience)
        site = rooms[home.room].building.site
        fitting = fitting_rooms(activities[each.activity], size, rooms)
        yield Lesson(
            key=key_of_draft(each.session),
            activity=each.activity,
            minutes=int(each.slot.length.total_seconds() // 60),
            rooms=tuple(sorted(fitting, key=lambda number: (number != home.room, rooms[number].building.site != site))),
            audience=known.numbers[each.audience],
            size=size,
            teachers=frozenset(who for who, _slot in each.teachers),
            groups=each.audience.groups,
            sites=frozenset({site}),
            home=home,
        )


def fitting_rooms(activity: Activity, size: int, rooms: Sequence[Room]) -> list[int]:
    """The numbers of the rooms with the places, of the kind and with the equipment that are wanted, smallest first."""
    wanted = set(activity.equipment)
    return [
        number
        for number, room in enumerate(rooms)
        if room.capacity >= size
        and (not activity.room_kind or room.kind == activity.room_kind)
        and wanted <= set(room.equipment)
    ]


def _usual_sites(standing: Iterable[Standing], sites: Mapping[str, str]) -> Callable[[Activity], frozenset[str]]:
    """Where an activity takes place already, else where its composante teaches most."""
    of_activity: dict[int, Counter[str]] = defaultdict(Counter)
    of_component: dict[str | None, Counter[str]] = defaultdict(Counter)
    for each in standing:
        for room, _slot in each.rooms:
            if room in sites:
                of_activity[each.activity][sites[room]] += 1
                of_component[each.component][sites[room]] += 1

    def usual(activity: Activity) -> frozenset[str]:
        counted = of_activity.get(activity.pk) or of_component.get(activity.component_id)
        return frozenset({min(counted, key=lambda site: (-counted[site], site))}) if counted else frozenset()

    return usual


def _wishes(
    axis: Axis, teachers: Collection[int], places: Mapping[str, int]
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """When teachers are not to be had, when they would rather not teach, and when rooms are closed."""
    away: dict[int, int] = defaultdict(int)
    averse: dict[int, int] = defaultdict(int)
    closed: dict[int, int] = defaultdict(int)
    for each in Unavailability.objects.all():
        if each.room_id and each.room_id in places:
            closed[places[each.room_id]] |= _mask_of(each, axis)
        elif each.person_id and each.person_id in teachers:
            (away if each.wish == Wish.IMPOSSIBLE else averse)[each.person_id] |= _mask_of(each, axis)
    return away, averse, closed


def _mask_of(unavailable: Unavailability, axis: Axis) -> int:
    if unavailable.starts_at and unavailable.ends_at:
        return axis.mask(Slot(unavailable.starts_at, unavailable.ends_at))
    found = 0
    for day in axis.span.days:
        if day.weekday() == unavailable.weekday and unavailable.starts and unavailable.ends:
            starts = midnight(day).replace(hour=unavailable.starts.hour, minute=unavailable.starts.minute)
            ends = midnight(day).replace(hour=unavailable.ends.hour, minute=unavailable.ends.minute)
            slot = Slot(starts, ends + timedelta(minutes=bool(unavailable.ends.second)))
            if covers(unavailable, slot):
                found |= axis.mask(slot)
    return found


def _masks(axis: Axis, held: Iterable[tuple[int, Slot]]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for what, slot in held:
        found[what] |= axis.mask(slot)
    return found


def _whereabouts(axis: Axis, fixed: Iterable[Standing], sites: Mapping[str, str]) -> dict[Attendee, dict[str, int]]:
    found: dict[Attendee, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in fixed:
        for site in {sites[room] for room, _slot in each.rooms if room in sites}:
            mask = axis.mask(each.slot)
            for who, slot in each.teachers:
                found["teacher", who][site] |= axis.mask(slot)
            for group in each.audience.groups:
                found["group", group][site] |= mask
    return found


def _siblings(
    axis: Axis, fixed: Iterable[Standing], places: Mapping[str, int], activities: Collection[int]
) -> dict[int, tuple[Spot, ...]]:
    found: dict[int, list[Spot]] = defaultdict(list)
    for each in fixed:
        start = axis.step_of(each.slot.starts_at)
        if each.activity in activities and start is not None:
            found[each.activity].append(Spot(start, places.get(each.rooms[0][0], -1) if each.rooms else -1))
    return {activity: tuple(spots) for activity, spots in found.items()}


def _per_week(missing: Iterable[Missing], axis: Axis, days: Iterable[date]) -> dict[int, int]:
    """How many sessions a week an activity should have, so that they last for all the weeks of classes."""
    weeks = len({(day - axis.monday).days // 7 for day in days}) or 1
    return {each.activity.pk: -(-each.activity.session_count // weeks) for each in missing}


def _usual_starts(standing: Iterable[Standing]) -> set[time]:
    starts = Counter(timezone.localtime(each.slot.starts_at).time() for each in standing)
    return {hour for hour, count in starts.items() if count >= _USUAL and not hour.minute % MINUTES}
