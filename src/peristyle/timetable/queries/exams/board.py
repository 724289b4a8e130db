"""Exams as planners see them: where, who, how many, and what still lacks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from peristyle.people.public import Person
from peristyle.timetable.models import (
    ExamSeat,
    Invigilation,
    PublishedSeat,
    PublishedSession,
    Room,
    RoomApart,
    Session,
)
from peristyle.timetable.queries.exams.sitters import (
    NOTHING,
    Arranged,
    arranged,
    arrangements_of,
    rooms_to_fill,
    students_by_session,
)
from peristyle.timetable.queries.planning.scope import planned_sessions
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.exams.lacks import Lack
from peristyle.timetable.rules.exams.seating import Seat, Sitter, seat_all, standing_seats
from peristyle.timetable.rules.exams.staffing import invigilators_wanted
from peristyle.timetable.rules.sessions import ActivityKind


@dataclass(frozen=True)
class ExamRoom:
    """A room of an exam: its seats, who sits there, who watches over it, and how many should."""

    room: Room
    seats: int
    apart: bool
    seated: int
    invigilators: tuple[Person, ...]
    wanted: int

    @property
    def staffed(self) -> bool:
        """Whether enough people watch over it."""
        return len(self.invigilators) >= self.wanted


@dataclass(frozen=True)
class Exam:
    """An exam and all that is known of it; `unplaceable`: how many find no seat, however one seats them."""

    session: Session
    sitters: dict[int, Arranged]
    rooms: tuple[ExamRoom, ...]
    unroomed: tuple[Person, ...]
    right: int
    unplaceable: int
    seats_published: bool
    published: PublishedSession | None

    @property
    def to_seat(self) -> int:
        """How many have no seat, or a wrong one."""
        return len(self.sitters) - self.right

    @property
    def apart(self) -> int:
        """How many sit apart."""
        return sum(each.apart for each in self.sitters.values())

    @property
    def seen(self) -> bool:
        """Whether students see the exam as it is, their seats among it."""
        seen = self.published
        return seen is not None and seen.session_version == self.session.version and self.seats_published

    @cached_property
    def lacks(self) -> list[Lack]:
        """What is still to be done, what keeps it from being published first."""
        found = {
            Lack.ROOMS: not self.rooms,
            Lack.CAPACITY: bool(self.rooms and self.unplaceable),
            Lack.SEATS: bool(self.to_seat),
            Lack.INVIGILATORS: any(not each.staffed for each in self.rooms),
            Lack.PUBLICATION: not self.seen,
        }
        return [lack for lack, missing in found.items() if missing]

    @property
    def ready(self) -> bool:
        """Whether it may be published: it takes place, and everybody has a seat."""
        return self.session.cancelled_at is None and not any(lack.blocking for lack in self.lacks)


def planned_exams(planner: Person) -> QuerySet[Session]:
    """The exams of a planner's composantes."""
    return planned_sessions(planner).filter(activity__kind=ActivityKind.EXAM)


def described_exams(sessions: Sequence[Session]) -> list[Exam]:
    """These exams, with all that is known of them; needs what they hold: seven queries, however many they are."""
    ids = [session.pk for session in sessions]
    students = students_by_session(sessions)
    days = [timezone.localdate(session.starts_at) for session in sessions]
    entitled = arrangements_of(set().union(*students.values()), days)
    seats = _by_session(ExamSeat.objects.filter(session__in=ids))
    apart = _by_session(RoomApart.objects.filter(session__in=ids))
    watches = _by_session(Invigilation.objects.filter(session__in=ids).select_related("person"))
    seen = {
        row.pk: row
        for row in PublishedSession.objects.filter(pk__in=ids).prefetch_related(
            Prefetch("seats", PublishedSeat.objects.order_by("pk"))
        )
    }
    return [
        _described(
            session,
            {pk: arranged(entitled, pk, session) for pk in students[session.pk]},
            seats=seats[session.pk],
            apart={each.room_id for each in apart[session.pk]},
            watches=watches[session.pk],
            seen=seen.get(session.pk),
        )
        for session in sessions
    ]


def described_exam(session: Session) -> Exam:
    """One of them."""
    (exam,) = described_exams([session])
    return exam


def _by_session(rows: QuerySet) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = defaultdict(list)  # type: ignore[type-arg]
    for row in rows:
        found[row.session_id].append(row)
    return found


def _described(
    session: Session,
    sitters: dict[int, Arranged],
    *,
    seats: list[ExamSeat],
    apart: set[str],
    watches: list[Invigilation],
    seen: PublishedSession | None,
) -> Exam:
    rules = timetable_rules().exams
    rooms = rooms_to_fill(session, apart)
    people = [Sitter(pk, "", each.apart, each.wheelchair) for pk, each in sitters.items()]
    standing = standing_seats(people, rooms, [Seat(each.person_id, each.room_id, each.number) for each in seats])
    right = {each.person_id for each in seats if each.person_id in standing} & {
        each.person_id for each in seats if each.extra_per_hour == sitters.get(each.person_id, NOTHING).extra_per_hour
    }
    seated = Counter(each.room_id for each in seats)
    watching: dict[str, list[Person]] = defaultdict(list)
    held_people = {held.person_id for held in session.held_teachers.all()}
    for watch in watches:
        if watch.person_id not in held_people:
            continue
        watching[watch.room_id].append(watch.person)
    by_code = {held.room_id: held.room for held in session.held_rooms.all()}
    posted = {watch.person_id for watch in watches}
    return Exam(
        session=session,
        sitters=sitters,
        rooms=tuple(
            ExamRoom(
                by_code[room.code],
                room.seats,
                room.apart,
                seated[room.code],
                tuple(sorted(watching[room.code], key=lambda person: person.display_name)),
                invigilators_wanted(
                    seated[room.code],
                    per_invigilator=rules.students_per_invigilator,
                    least=1 if room.apart else rules.invigilators_per_room,
                ),
            )
            for room in sorted(rooms, key=lambda room: (room.apart, room.code))
        ),
        unroomed=tuple(held.person for held in session.held_teachers.all() if held.person_id not in posted),
        right=len(right),
        unplaceable=len(seat_all(people, rooms).unseated),
        seats_published=seen is not None
        and _same([each for each in seats if each.person_id in sitters], seen.seats.all()),
        published=seen,
    )


def _same(seats: Iterable[ExamSeat], published: Iterable[PublishedSeat]) -> bool:
    def of(rows: Iterable[ExamSeat] | Iterable[PublishedSeat]) -> set[tuple[object, ...]]:
        return {(each.person_id, each.room_id, each.number, each.extra_per_hour) for each in rows}

    return of(seats) == of(published)
