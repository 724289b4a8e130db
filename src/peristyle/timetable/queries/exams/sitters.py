"""Who sits exams, with which extra time, in which sort of room."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from peristyle.curriculum.public import GroupMembership, UnitEnrolment
from peristyle.people.public import Person
from peristyle.timetable.models import ExamArrangement, ExamSeat, RoomApart, Session
from peristyle.timetable.queries.audiences import students_of
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.exams.seating import SeatedRoom, Sitter
from peristyle.timetable.rules.room_file import Equipment
from peristyle.timetable.rules.sessions import Slot


@dataclass(frozen=True)
class Arranged:
    """What somebody is entitled to at an exam; most are entitled to nothing."""

    extra_per_hour: int = 0
    apart: bool = False
    wheelchair: bool = False


NOTHING = Arranged()


Arrangements = Mapping[int, list[ExamArrangement]]


def arrangements_of(persons: Collection[int], days: Collection[date]) -> Arrangements:
    """What those of these persons who are entitled to something are entitled to in these days: one query."""
    found: dict[int, list[ExamArrangement]] = defaultdict(list)
    if days:
        in_force = ExamArrangement.objects.filter(starts_on__lte=max(days), ends_on__gte=min(days))
        for each in in_force.filter(person__among=persons):
            found[each.person_id].append(each)
    return found


def arranged(arrangements: Arrangements, person_id: int, session: Session) -> Arranged:
    """What somebody is entitled to at an exam."""
    day = timezone.localdate(session.starts_at)
    for each in arrangements.get(person_id, ()):
        if each.starts_on <= day <= each.ends_on:
            return Arranged(each.extra_per_hour, each.apart, each.wheelchair)
    return NOTHING


def sitters_of(session: Session) -> dict[int, tuple[Person, Arranged]]:
    """Those who sit an exam, with what they are entitled to that day: four queries."""
    groups = [held.group_id for held in session.held_groups.all()]
    persons = Person.objects.in_bulk(students_of(session.activity, groups))
    entitled = arrangements_of(list(persons), [timezone.localdate(session.starts_at)])
    return {pk: (person, arranged(entitled, pk, session)) for pk, person in persons.items()}


def as_sitters(sitters: dict[int, tuple[Person, Arranged]]) -> list[Sitter]:
    """The same, as the rule of seats wants them."""
    return [
        Sitter(pk, f"{person.shown_name} {person.shown_given_name}".casefold(), entitled.apart, entitled.wheelchair)
        for pk, (person, entitled) in sitters.items()
    ]


def seated_rooms(session: Session) -> list[SeatedRoom]:
    """The rooms of an exam with their seats; needs what it holds: one query."""
    return rooms_to_fill(session, set(RoomApart.objects.filter(session=session).values_list("room_id", flat=True)))


def rooms_to_fill(session: Session, apart: Collection[str]) -> list[SeatedRoom]:
    """The same, when it is known which are apart."""
    rules = timetable_rules().exams
    rooms = sorted((held.room for held in session.held_rooms.all()), key=lambda room: room.code)
    return [
        SeatedRoom(
            room.code,
            rules.seats_of(room.code, room.capacity),
            apart=room.code in apart,
            accessible=Equipment.WHEELCHAIR in room.equipment,
        )
        for room in rooms
    ]


def students_by_session(sessions: Iterable[Session]) -> dict[int, set[int]]:
    """Who sits each of these exams; needs what they hold: two queries, however many there are."""
    kept = list(sessions)
    groups = {held.group_id for session in kept for held in session.held_groups.all()}
    members: dict[int, set[int]] = defaultdict(set)
    rows = GroupMembership.objects.filter(group__in=groups)
    for group_id, person_id in rows.values_list("group_id", "enrolment__person_id"):
        members[group_id].add(person_id)
    whole = {(each.activity.unit_id, each.activity.year_id) for each in kept if each.activity.whole_unit}
    takers: dict[tuple[int | None, int], set[int]] = defaultdict(set)
    taken = UnitEnrolment.objects.filter(unit__in={unit for unit, _ in whole if unit}, validated_at__isnull=False)
    for unit_id, year_id, person_id in taken.values_list("unit_id", "year_id", "person_id"):
        takers[unit_id, year_id].add(person_id)
    return {
        session.pk: set().union(
            takers[session.activity.unit_id, session.activity.year_id] if session.activity.whole_unit else (),
            *(members[held.group_id] for held in session.held_groups.all()),
        )
        for session in kept
    }


def longest_slot(session: Session) -> Slot:
    """From its start to the end of whoever is entitled to most time: what rooms are sought for; five queries."""
    entitled = [each.extra_per_hour for _person, each in sitters_of(session).values()]
    seated = ExamSeat.objects.filter(session=session).values_list("extra_per_hour", flat=True)
    return own_slot(session.slot, max([0, *entitled, *seated]))
