"""How much rooms are used in a period, added up by the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, F, FloatField, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Coalesce, TruncTime
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, GroupMembership, PeriodKind, UnitEnrolment
from peristyle.timetable.models import PublishedSession, Room
from peristyle.timetable.queries.rooms import rooms_in_use
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.days import Span, midnight
from peristyle.timetable.rules.occupancy import Tally, Use, hours_open, open_days, tallies

_InRoom: Any = PublishedSession.rooms.through


@dataclass(frozen=True)
class Place:
    """A building, or a room of one."""

    code: str
    name: str
    site: str
    rooms: int


@dataclass(frozen=True)
class Occupancy:
    """The use of some places in a period, by place and by hour of the clock."""

    span: Span
    days: int
    places: list[Place]
    hours: list[int]
    cells: dict[tuple[str, int], Tally]

    @cached_property
    def by_place(self) -> list[tuple[Place, Tally]]:
        """Each place over all hours."""
        return [(place, self._sum((place.code, hour) for hour in self.hours)) for place in self.places]

    @cached_property
    def by_hour(self) -> list[tuple[int, Tally]]:
        """Each hour of the clock over all places."""
        return [(hour, self._sum((place.code, hour) for place in self.places)) for hour in self.hours]

    @cached_property
    def total(self) -> Tally:
        """Everything."""
        return self._sum(self.cells)

    def _sum(self, keys: Iterable[tuple[str, int]]) -> Tally:
        return sum((self.cells[key] for key in keys if key in self.cells), Tally())


def occupancy(span: Span, building: str = "") -> Occupancy:
    """Of each building, or of each room of one: three queries; of published sessions that take place."""
    rules = timetable_rules()
    holidays = list(
        CalendarPeriod.objects.filter(kind=PeriodKind.HOLIDAYS, starts_on__lte=span.last, ends_on__gte=span.first)
    )
    days = len(open_days(span, rules.days, holidays))
    places = _places(building)
    cells = tallies(
        _uses(span, holidays, rules.days, building),
        {place.code: place.rooms for place in places},
        days,
        rules.opens,
        rules.closes,
    )
    return Occupancy(span, days, places, [hour for hour, _ in hours_open(rules.opens, rules.closes)], cells)


def _places(building: str) -> list[Place]:
    rooms = rooms_in_use()
    if building:
        return [Place(room.pk, room.name, room.building.site, 1) for room in rooms.filter(building=building)]
    found = rooms.order_by("building__site", "building__name", "building_id").values_list(
        "building_id", "building__name", "building__site"
    )
    return [Place(*each) for each in found.annotate(count=Count("pk"))]


def _uses(span: Span, holidays: Iterable[CalendarPeriod], weekdays: int, building: str) -> list[Use]:
    held = _InRoom.objects.filter(
        publishedsession__cancelled_at=None,
        publishedsession__starts_at__gte=span.starts_at,
        publishedsession__starts_at__lt=span.ends_at,
        publishedsession__starts_at__iso_week_day__lte=weekdays,
        room__withdrawn_at=None,
    )
    for period in holidays:
        away = Span(period.starts_on, period.ends_on)
        held = held.exclude(
            publishedsession__starts_at__gte=midnight(away.first), publishedsession__starts_at__lt=away.ends_at
        )
    if building:
        held = held.filter(room__building=building)
    zone = timezone.get_current_timezone()
    share = Cast("people", FloatField()) * F("room__capacity") / Cast("places", FloatField())
    rows = (
        held.alias(people=_people(), places=_places_of_session())
        .annotate(
            place=F("room" if building else "room__building"),
            starts=TruncTime("publishedsession__starts_at", tzinfo=zone),
            ends=TruncTime("publishedsession__ends_at", tzinfo=zone),
        )
        .order_by()
        .values_list("place", "starts", "ends")
        .annotate(
            sessions=Count("pk"),
            seats=Sum(
                Case(When(people__gt=0, then=F("room__capacity")), default=Value(0), output_field=IntegerField())
            ),
            filled=Sum(share),
        )
    )
    return [Use(*row) for row in rows]


def _people() -> Coalesce:
    """Who is expected in a session: members of its groups, takers of a whole unit, those a booking names."""
    groups = PublishedSession.groups.through.objects.filter(publishedsession=OuterRef(OuterRef("publishedsession")))
    members = GroupMembership.objects.filter(group__in=groups.values("teachinggroup"))
    takers = UnitEnrolment.objects.filter(
        unit=OuterRef("publishedsession__activity__unit"),
        year=OuterRef("publishedsession__activity__year"),
        validated_at__isnull=False,
    )
    return Coalesce(
        Case(
            When(publishedsession__activity__whole_unit=True, then=_count(takers, "person")),
            When(
                Q(publishedsession__session__booking__isnull=False),
                then=F("publishedsession__session__booking__people"),
            ),
            default=_count(members, "enrolment__person"),
            output_field=IntegerField(),
        ),
        0,
    )


def _places_of_session() -> Subquery:
    """The places of all rooms of a session: who is expected sits in each by its share."""
    rooms = Room.objects.filter(
        pk__in=_InRoom.objects.filter(publishedsession=OuterRef(OuterRef("publishedsession"))).values("room")
    )
    return Subquery(rooms.order_by().annotate(all=Value(1)).values("all").annotate(sum=Sum("capacity")).values("sum"))


def _count(found: QuerySet[Any], field: str) -> Subquery:
    counted = found.order_by().annotate(all=Value(1)).values("all").annotate(count=Count(field, distinct=True))
    return Subquery(counted.values("count"))
