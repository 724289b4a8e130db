"""What a student is summoned to, and what an invigilator watches over: only what was published."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from peristyle.people.public import Person
from peristyle.timetable.models import Invigilation, PublishedSeat, PublishedSession
from peristyle.timetable.queries.own_seats import seats_of, standing_seat
from peristyle.timetable.queries.own_timetable import Whereabouts, whereabouts
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.queries.timetables import timetable_of
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.sessions import ActivityKind, Slot

#: How long an exam that is over stays listed.
KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Summons:
    """An exam that somebody sits; without a seat as long as none is published in a room where it takes place."""

    published: PublishedSession
    seat: PublishedSeat | None

    @property
    def slot(self) -> Slot:
        """From when to when they write, their own extra time included."""
        return own_slot(self.published.slot, self.seat.extra_per_hour) if self.seat else self.published.slot

    @property
    def extra_minutes(self) -> int:
        """How much of it is their own."""
        return int((self.slot.length - self.published.slot.length) / timedelta(minutes=1))

    @property
    def minutes(self) -> int:
        """How long they write."""
        return int(self.slot.length / timedelta(minutes=1))

    @property
    def arrive_at(self) -> datetime:
        """When they should be there."""
        return self.slot.starts_at - timedelta(minutes=timetable_rules().exams.arrival_minutes)

    @property
    def places(self) -> list[Whereabouts]:
        """The room of the seat, else all rooms of the exam."""
        rooms = self.published.rooms.all()
        return [whereabouts(room) for room in rooms if self.seat is None or room.pk == self.seat.room_id]


@dataclass(frozen=True)
class Watch:
    """An exam over which somebody watches, and in which room if that is known."""

    published: PublishedSession
    places: list[Whereabouts]


def summonses_of(person: Person, now: datetime) -> list[Summons]:
    """The exams that somebody sits, lately and from now on, in the order of time: six queries."""
    return _summonses(person, _exams_of(person).filter(ends_at__gt=now - KEPT).exclude(teachers=person))


def summons_of(person: Person, uid: UUID) -> Summons | None:
    """One of them; None when they do not sit it."""
    return next(iter(_summonses(person, _exams_of(person).filter(session__uid=uid).exclude(teachers=person))), None)


def watches_of(person: Person, now: datetime) -> list[Watch]:
    """The exams to come over which somebody watches: five queries."""
    exams = list(_exams_of(person).filter(ends_at__gt=now, teachers=person, cancelled_at=None).order_by("starts_at"))
    watched = Invigilation.objects.filter(person=person, session__in=[exam.pk for exam in exams])
    rooms = dict(watched.values_list("session_id", "room_id"))
    return [
        Watch(exam, [whereabouts(room) for room in exam.rooms.all() if rooms.get(exam.pk, room.pk) == room.pk])
        for exam in exams
    ]


def _exams_of(person: Person) -> QuerySet[PublishedSession]:
    return timetable_of(person).filter(activity__kind=ActivityKind.EXAM)


def _summonses(person: Person, exams: QuerySet[PublishedSession]) -> list[Summons]:
    kept = list(exams.order_by("starts_at", "pk"))
    seats = seats_of(person)
    return [Summons(exam, standing_seat(exam, seats.get(exam.pk))) for exam in kept]
