"""Somebody's own timetable: their sessions as they want to see them, what changed, the periods of the year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from django.db.models import F, FilteredRelation, Prefetch, Q, QuerySet
from django.utils import timezone

from peristyle.curriculum.public import CalendarPeriod, TeachingUnit
from peristyle.people.public import Person
from peristyle.timetable.models import PublishedChange, PublishedSeat, PublishedSession, Room, UnitLook
from peristyle.timetable.queries.own_seats import seats_of, standing_seat
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.queries.timetables import timetable_of, with_what_is_shown
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.maps import map_link
from peristyle.timetable.rules.sessions import ActivityKind, Slot
from peristyle.timetable.rules.shown_changes import Difference, difference, shown_since
from peristyle.timetable.rules.tones import Tone, usual_tone


@dataclass(frozen=True)
class Whereabouts:
    """A room, and where its building is on a map."""

    room: Room
    map: str


@dataclass(frozen=True)
class OwnSession:
    """A published session as its reader sees it."""

    published: PublishedSession
    own_name: str
    tone: Tone
    hidden: bool
    teaches: bool
    changed: Difference | None
    old_rooms: tuple[Room, ...]
    seat: PublishedSeat | None = None

    @property
    def slot(self) -> Slot:
        """When it takes place for its reader: an exam ends later for whoever has extra time."""
        return own_slot(self.published.slot, self.seat.extra_per_hour) if self.seat else self.published.slot

    @property
    def cancelled(self) -> bool:
        """Whether it does not."""
        return self.published.cancelled

    @property
    def kind(self) -> ActivityKind:
        """What it is."""
        return ActivityKind(self.published.activity.kind)

    @property
    def code(self) -> str:
        """The code of its unit."""
        return self.published.activity.code

    def name(self, language: str) -> str:
        """What its reader calls it, else its own name."""
        return self.own_name or self.published.activity.name(language)

    @property
    def places(self) -> list[Whereabouts]:
        """Where its reader goes: to an exam, to the room of their seat."""
        rooms = self.published.rooms.all()
        return [whereabouts(room) for room in rooms if self.seat is None or room.pk == self.seat.room_id]

    @property
    def day(self) -> date:
        """The day on which it starts."""
        return timezone.localdate(self.slot.starts_at)

    @property
    def left_day(self) -> date | None:
        """The day from which it moved to another."""
        if self.changed is None or self.changed.slot is None:
            return None
        before = timezone.localdate(self.changed.slot.starts_at)
        return None if before == self.day else before


@dataclass(frozen=True)
class Entry:
    """A session in a day: it stands there, or is `gone` to another one and stood there before."""

    session: OwnSession
    slot: Slot
    gone: bool = False


@dataclass(frozen=True)
class Day:
    """A day of a timetable: what stands there in the order of the day, in which periods of the year it lies."""

    date: date
    entries: list[Entry]
    periods: list[CalendarPeriod]


@dataclass(frozen=True)
class OwnTimetable:
    """The sessions of somebody in some days, with those that left these days; hidden ones are only counted."""

    span: Span
    sessions: list[OwnSession]
    periods: list[CalendarPeriod]

    @cached_property
    def shown(self) -> list[OwnSession]:
        """Those not hidden."""
        return [each for each in self.sessions if not each.hidden]

    @cached_property
    def hidden_count(self) -> int:
        """How many sessions of these days are hidden."""
        return sum(each.hidden and each.day in self.span for each in self.sessions)

    def days(self, span: Span) -> list[Day]:
        """Each of these days."""
        entries: dict[date, list[Entry]] = {day: [] for day in span.days}
        for each in self.shown:
            if each.day in entries:
                entries[each.day].append(Entry(each, each.slot))
            if each.left_day in entries and each.changed and each.changed.slot:
                entries[each.left_day].append(Entry(each, each.changed.slot, gone=True))
        return [
            Day(
                day,
                sorted(found, key=lambda entry: (entry.slot.starts_at, entry.slot.ends_at)),
                [period for period in self.periods if period.starts_on <= day <= period.ends_on],
            )
            for day, found in entries.items()
        ]


def own_timetable(person: Person, span: Span, now: datetime) -> OwnTimetable:
    """What somebody attends or teaches in these days: eight queries at most, whatever the size of the university."""
    held = Q(starts_at__lt=span.ends_at, ends_at__gt=span.starts_at)
    sessions = _seen_by(person, timetable_of(person).filter(held | Q(pk__in=_left(span, now))), now)
    periods = CalendarPeriod.objects.filter(starts_on__lte=span.last, ends_on__gte=span.first)
    return OwnTimetable(span, _own(sessions, person, now), list(periods))


def own_session(person: Person, session: PublishedSession, now: datetime) -> OwnSession:
    """A session as this person sees it, whether or not it concerns them."""
    shown = with_what_is_shown(PublishedSession.objects.filter(pk=session.pk))
    (found,) = _own(_seen_by(person, shown, now), person, now)
    return found


def own_units(person: Person) -> list[TeachingUnit]:
    """The units of somebody's timetable, each with the `own` look they gave it, if any."""
    units = timetable_of(person).order_by().values("activity__unit")
    looks = Prefetch("looks", UnitLook.objects.filter(person=person), to_attr="own_looks")
    return list(TeachingUnit.objects.filter(pk__in=units).prefetch_related(looks))


def whereabouts(room: Room) -> Whereabouts:
    """A room and the map of its building; needs its building."""
    building = room.building
    return Whereabouts(room, map_link(timetable_rules().map, building.place or f"{building.name}, {building.site}"))


def _left(span: Span, now: datetime) -> QuerySet[PublishedChange, int]:
    """The sessions that recent changes took out of these days."""
    recent = PublishedChange.objects.filter(at__gt=shown_since(now))
    return recent.filter(
        before__starts_at__gte=_as_kept(span.starts_at), before__starts_at__lt=_as_kept(span.ends_at)
    ).values_list("published_id", flat=True)


def _as_kept(instant: datetime) -> str:
    """As placements are kept: instants in UTC, whose writing sorts as they do."""
    return instant.astimezone(UTC).isoformat()


def _seen_by(person: Person, sessions: QuerySet[PublishedSession], now: datetime) -> QuerySet[PublishedSession]:
    look = FilteredRelation("activity__unit__looks", condition=Q(activity__unit__looks__person=person))
    recent = PublishedChange.objects.filter(at__gt=shown_since(now))
    return sessions.annotate(
        look=look, own_name=F("look__name"), own_tone=F("look__tone"), own_hidden=F("look__hidden")
    ).prefetch_related(Prefetch("changes", recent, to_attr="recent_changes"))


def _own(sessions: Iterable[PublishedSession], person: Person, now: datetime) -> list[OwnSession]:
    sessions = list(sessions)
    seats = seats_of(person) if any(each.activity.kind == ActivityKind.EXAM for each in sessions) else {}
    found = [(each, difference(each.recent_changes, each.placement(), now)) for each in sessions]  # type: ignore[attr-defined]
    codes = {code for _, changed in found if changed for code in changed.rooms or ()}
    rooms = {room.pk: room for room in Room.objects.filter(pk__in=codes).select_related("building")} if codes else {}
    return [
        OwnSession(
            published=each,
            own_name=each.own_name or "",  # type: ignore[attr-defined]
            tone=Tone(each.own_tone) if each.own_tone else usual_tone(each.activity.unit_id),  # type: ignore[attr-defined]
            hidden=bool(each.own_hidden),  # type: ignore[attr-defined]
            teaches=any(teacher.pk == person.pk for teacher in each.teachers.all()),
            changed=changed,
            old_rooms=tuple(rooms[code] for code in sorted(changed.rooms or ()) if code in rooms) if changed else (),
            seat=standing_seat(each, seats.get(each.pk)),
        )
        for each, changed in found
    ]
