"""What a search has to do: lessons to place, and all that stands around them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from peristyle.timetable.rules.placing.axis import Axis, steps_for, union, widened
from peristyle.timetable.rules.travel import Travel

#: Who goes from one site to another: a teacher or a group, by kind and number.
Attendee = tuple[str, int]


class Spot(NamedTuple):
    """A quarter at which a lesson begins, and the number of its room."""

    start: int
    room: int


@dataclass(frozen=True)
class PlaceToUse:
    """A room of the university, and when it is held or closed whatever the search does."""

    code: str
    site: str
    building: str
    capacity: int
    held: int = 0


@dataclass(frozen=True)
class Lesson:
    """A session to place; or one that stands as a draft at its `home`, and may be moved to make room.

    `rooms` are the numbers of those that fit it. `sites` are where its composante usually teaches.
    """

    key: str
    activity: int
    minutes: int
    rooms: tuple[int, ...]
    audience: int
    size: int = 0
    teachers: frozenset[int] = frozenset()
    groups: frozenset[int] = frozenset()
    sites: frozenset[str] = frozenset()
    home: Spot | None = None

    @cached_property
    def steps(self) -> int:
        """How many quarters it lasts."""
        return steps_for(self.minutes)

    @cached_property
    def attendees(self) -> frozenset[Attendee]:
        """Who has to come from where they were before."""
        return frozenset({*(("teacher", each) for each in self.teachers), *(("group", each) for each in self.groups)})


@dataclass(frozen=True)
class Problem:
    """All that matters; what cannot change is kept as the quarters in which it holds.

    An *audience* is a set of students; `rivals` of one are the audiences (itself among them) in which one of its
    students sits too, `debts` those whom only students out of their year have in common with it.
    """

    axis: Axis
    open: int
    rooms: tuple[PlaceToUse, ...]
    lessons: tuple[Lesson, ...]
    rivals: Mapping[int, frozenset[int]]
    debts: Mapping[int, frozenset[int]] = field(default_factory=dict)
    teachers_held: Mapping[int, int] = field(default_factory=dict)
    teachers_away: Mapping[int, int] = field(default_factory=dict)
    teachers_averse: Mapping[int, int] = field(default_factory=dict)
    audiences_held: Mapping[int, int] = field(default_factory=dict)
    whereabouts: Mapping[Attendee, Mapping[str, int]] = field(default_factory=dict)
    standing: Mapping[int, tuple[Spot, ...]] = field(default_factory=dict)
    per_week: Mapping[int, int] = field(default_factory=dict)
    usual_starts: int = 0
    travel: Travel = field(default_factory=Travel)

    @cached_property
    def has_ways(self) -> bool:
        """Whether one may be on the way between two sites."""
        return bool(self.travel.longest)

    def steps_between(self, site: str, other: str) -> int:
        """The quarters that the way from a site to another takes."""
        return steps_for(int(self.travel.between(site, other).total_seconds() // 60))

    def unreachable(self, lesson: Lesson, site: str) -> int:
        """The quarters in which somebody of a lesson is at another site whatever the search does, or on the way."""
        found = 0
        for attendee in lesson.attendees:
            for other, mask in self.whereabouts.get(attendee, {}).items():
                if other != site:
                    found |= widened(mask, self.steps_between(site, other))
        return found

    def people_held(self, lesson: Lesson) -> int:
        """The quarters in which its students or teachers sit elsewhere whatever the search does."""
        return self.students_held(lesson) | self.lecturers_held(lesson)

    def students_held(self, lesson: Lesson) -> int:
        """Those of its students."""
        return union(self.audiences_held.get(rival, 0) for rival in self.rivals[lesson.audience])

    def lecturers_held(self, lesson: Lesson) -> int:
        """Those of its teachers."""
        return union(self.teachers_held.get(teacher, 0) for teacher in lesson.teachers)

    def away(self, lesson: Lesson) -> int:
        """The quarters in which a teacher of it said not to be there."""
        return union(self.teachers_away.get(teacher, 0) for teacher in lesson.teachers)

    def clash(self, lesson: Lesson, spot: Spot, other: Lesson, there: Spot) -> bool:
        """Whether two lessons cannot both stand there."""
        apart = max(there.start - spot.start - lesson.steps, spot.start - there.start - other.steps)
        if apart < 0:
            return (
                spot.room == there.room
                or not lesson.teachers.isdisjoint(other.teachers)
                or other.audience in self.rivals[lesson.audience]
            )
        if not self.has_ways or lesson.attendees.isdisjoint(other.attendees):
            return False
        return apart < self.steps_between(self.rooms[spot.room].site, self.rooms[there.room].site)
