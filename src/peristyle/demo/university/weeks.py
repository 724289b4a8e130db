"""Lay classes out over a semester: each at an hour of a weekday at which its room, teacher and students are free."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time

MINUTES = 90
#: The hours of the faculties of Montpellier (facts/institution.md §9), those that one likes best first.
STARTS = (time(9, 45), time(8), time(15), time(11, 30), time(13, 15), time(16, 45))
MONDAY_TO_FRIDAY = range(5)
THURSDAY, NOON = 3, time(12)


@dataclass(frozen=True)
class RoomToUse:
    """A room: what it is made for, where it stands, how many sit there."""

    code: str
    kind: str
    site: str
    capacity: int


@dataclass(frozen=True)
class ClassesDue:
    """So many classes of a group; `to_the_end`: they end with the semester instead of beginning with it."""

    group: int
    times: int
    room_kind: str
    site: str
    teacher: int
    students: frozenset[int]
    to_the_end: bool = False


@dataclass(frozen=True)
class LaidOut:
    """Some of the classes of a group, at the same hour of the same weekday, in one room."""

    classes: ClassesDue
    room: str
    starts: time
    days: tuple[date, ...]


def lay_out(due: Iterable[ClassesDue], rooms: Iterable[RoomToUse], days: Iterable[date]) -> Iterator[LaidOut]:
    """The classes over these days, in the order given; those for which there is no room or no hour are left out."""
    semester = _Semester(rooms, days)
    for classes in due:
        for times in semester.series(classes.times):
            laid = next(semester.possible(classes, times), None)
            if laid is not None:
                semester.hold(laid)
                yield laid


class _Semester:
    """Who and what is held at each hour of each day, and how full everybody's weekdays are."""

    def __init__(self, rooms: Iterable[RoomToUse], days: Iterable[date]) -> None:
        self._rooms = sorted(rooms, key=lambda room: room.code)
        self._days: dict[int, list[date]] = {weekday: [] for weekday in MONDAY_TO_FRIDAY}
        for day in sorted(days):
            if day.weekday() in self._days:
                self._days[day.weekday()].append(day)
        self._held: dict[tuple[date, time], set[int | str]] = defaultdict(set)
        self._load: Counter[tuple[int, int]] = Counter()
        self._used: Counter[str] = Counter()

    def series(self, times: int) -> Iterator[int]:
        """So many classes as series of about the same length, which any weekday can hold."""
        most = min(len(days) for days in self._days.values())
        series = -(-times // most) if most else 0
        for number in range(series):
            yield times * (number + 1) // series - times * number // series

    def possible(self, classes: ClassesDue, times: int) -> Iterator[LaidOut]:
        """Where they may stand, on the lightest day and in the room least used first. Thursdays end at noon: sport."""
        people = {classes.teacher, *classes.students}
        rooms = self._fitting(classes)
        for weekday in sorted(self._days, key=lambda weekday: self._weight(classes, weekday)):
            days = self._days[weekday][-times:] if classes.to_the_end else self._days[weekday][:times]
            for starts in STARTS:
                held = [self._held[day, starts] for day in days]
                if (weekday == THURSDAY and starts > NOON) or not all(people.isdisjoint(each) for each in held):
                    continue
                for room in rooms:
                    if not any(room.code in each for each in held):
                        yield LaidOut(classes, room.code, starts, tuple(days))

    def hold(self, laid: LaidOut) -> None:
        """Room, teacher and students are taken at these hours."""
        classes = laid.classes
        for day in laid.days:
            self._held[day, laid.starts] |= {laid.room, classes.teacher, *classes.students}
        self._used[laid.room] += len(laid.days)
        for person in _leading(classes):
            self._load[person, laid.days[0].weekday()] += 1

    def _fitting(self, classes: ClassesDue) -> list[RoomToUse]:
        fitting = [
            room
            for room in self._rooms
            if (room.kind, room.site) == (classes.room_kind, classes.site) and room.capacity >= len(classes.students)
        ]
        return sorted(fitting, key=lambda room: self._used[room.code])

    def _weight(self, classes: ClassesDue, weekday: int) -> int:
        return sum(self._load[person, weekday] for person in _leading(classes))


def _leading(classes: ClassesDue) -> Iterator[int]:
    """Whose days are kept light: the teacher, and one student for all."""
    yield classes.teacher
    yield from sorted(classes.students)[:1]
