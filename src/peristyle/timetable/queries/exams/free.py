"""Rooms and people that are free for an exam."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from peristyle.curriculum.public import GroupTeacher
from peristyle.people.public import Person
from peristyle.timetable.models import Invigilation, Room, Session, SessionRoom, SessionTeacher
from peristyle.timetable.queries.availability import unavailable
from peristyle.timetable.queries.exams.sitters import longest_slot
from peristyle.timetable.queries.free_rooms import free_rooms
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.room_file import Equipment, RoomKind

#: More are not proposed.
ROOMS, PERSONS = 12, 15


@dataclass(frozen=True)
class FreeRoom:
    """A room that is free until the last one has finished, and how many sit there."""

    room: Room
    seats: int

    @property
    def accessible(self) -> bool:
        """Whether one comes in with a wheelchair."""
        return Equipment.WHEELCHAIR in self.room.equipment


@dataclass(frozen=True)
class FreePerson:
    """Somebody who is free, and how many exams they watch over already that year."""

    person: Person
    watches: int


def rooms_for(session: Session, students: int) -> list[FreeRoom]:
    """The free rooms: of the sites where the unit is taught first, then the smallest that takes so many students.

    Rooms made for computers or experiments come last, unless the exam wants one. Nine queries.
    """
    rules = timetable_rules().exams
    taught = SessionRoom.objects.filter(session__activity__unit=session.activity.unit_id, firm=True).order_by()
    sites = set(taught.values_list("room__building__site", flat=True).distinct()) if session.activity.unit_id else set()
    found = [
        FreeRoom(room, rules.seats_of(room.code, room.capacity)) for room in free_rooms(longest_slot(session), places=1)
    ]
    usable = [each for each in found if each.seats]
    fit = {session.activity.room_kind} if session.activity.room_kind else {RoomKind.LECTURE_HALL, RoomKind.CLASSROOM}
    usable.sort(
        key=lambda each: (
            each.room.kind not in fit,
            bool(sites) and each.room.building.site not in sites,
            (0, each.seats) if each.seats >= students else (1, -each.seats),
            each.room.code,
        )
    )
    return usable[:ROOMS]


def invigilators_for(session: Session) -> list[FreePerson]:
    """Who teaches in the composante and holds nothing then, who watched least first: four queries."""
    slot = longest_slot(session)
    held = SessionTeacher.objects.filter(
        person=OuterRef("pk"), firm=True, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at
    )
    free = _teachers_of(session).filter(~Exists(held), erased_at=None, merged_into=None)
    watches = dict(
        Invigilation.objects.filter(session__activity__year=session.activity.year_id)
        .order_by()
        .values_list("person")
        .annotate(count=Count("pk"))
    )
    people = {person.pk: person for person in free}
    absent = _declared_absent(people, session)
    ranked = sorted(
        (FreePerson(person, watches.get(pk, 0)) for pk, person in people.items() if pk not in absent),
        key=lambda each: (each.watches, each.person.shown_name, each.person.pk),
    )
    return ranked[:PERSONS]


def _teachers_of(session: Session) -> QuerySet[Person]:
    activity = session.activity
    taught = GroupTeacher.objects.filter(group__unit__component=activity.component_id, group__year=activity.year_id)
    teaches = Q(pk__in=taught.values("person")) | Q(pk__in=activity.teachers.values("pk"))
    return Person.objects.filter(teaches)


def _declared_absent(people: Collection[int], session: Session) -> set[int]:
    found = unavailable(frozenset(people), frozenset(), longest_slot(session))
    return {each.person_id for each in found if each.person_id}
