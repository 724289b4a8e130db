"""Where the lessons of a search stand now."""

from collections import defaultdict
from collections.abc import Iterator

from peristyle.timetable.rules.placing.axis import run, starts_of_runs, widened
from peristyle.timetable.rules.placing.problem import Attendee, Lesson, Problem, Spot


class Board:
    """Lessons by their number, each with its spot if it has one; drafts begin at home."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.spots: dict[int, Spot] = {}
        self._rooms: dict[int, dict[int, int]] = defaultdict(dict)
        self._teachers: dict[int, dict[int, int]] = defaultdict(dict)
        self._audiences: dict[int, dict[int, int]] = defaultdict(dict)
        self._attendees: dict[Attendee, dict[int, int]] = defaultdict(dict)
        self._of_activity: dict[int, dict[int, Spot]] = defaultdict(dict)
        for number, lesson in enumerate(problem.lessons):
            if lesson.home:
                self.put(number, lesson.home)

    def put(self, number: int, spot: Spot) -> None:
        """A lesson stands there; whoever calls made sure that it may."""
        lesson = self.problem.lessons[number]
        held = run(spot.start, lesson.steps)
        self.spots[number] = spot
        self._rooms[spot.room][number] = held
        self._audiences[lesson.audience][number] = held
        self._of_activity[lesson.activity][number] = spot
        for teacher in lesson.teachers:
            self._teachers[teacher][number] = held
        for attendee in lesson.attendees:
            self._attendees[attendee][number] = held

    def take(self, number: int) -> Spot | None:
        """A lesson stands nowhere; where it stood."""
        spot = self.spots.pop(number, None)
        if spot is None:
            return None
        lesson = self.problem.lessons[number]
        del self._rooms[spot.room][number]
        del self._audiences[lesson.audience][number]
        del self._of_activity[lesson.activity][number]
        for teacher in lesson.teachers:
            del self._teachers[teacher][number]
        for attendee in lesson.attendees:
            del self._attendees[attendee][number]
        return spot

    def siblings(self, number: int) -> list[Spot]:
        """Where the other sessions of the same activity stand."""
        activity = self.problem.lessons[number].activity
        others = self._of_activity[activity].items()
        return [*self.problem.standing.get(activity, ()), *(spot for other, spot in others if other != number)]

    def moved(self) -> list[int]:
        """The drafts that no longer stand at home."""
        lessons = self.problem.lessons
        return [number for number, spot in self.spots.items() if lessons[number].home not in (None, spot)]

    def unplaced(self) -> list[int]:
        """The lessons that stand nowhere."""
        return [number for number in range(len(self.problem.lessons)) if number not in self.spots]

    def starts(self, number: int, room: int) -> int:
        """The quarters at which a lesson may begin in a room."""
        lesson = self.problem.lessons[number]
        free = self.free_of_people(number) & ~self.room_held(room) & ~self.unreachable(number, room)
        return starts_of_runs(free, lesson.steps)

    def free_of_people(self, number: int) -> int:
        """The quarters of teaching in which nobody of a lesson is held by others, nor said not to be there."""
        problem, lesson = self.problem, self.problem.lessons[number]
        held = problem.people_held(lesson) | problem.away(lesson)
        return problem.open & ~held & ~self.students_held(number) & ~self.lecturers_held(number)

    def students_held(self, number: int) -> int:
        """The quarters in which other lessons hold its students."""
        rivals = self.problem.rivals[self.problem.lessons[number].audience]
        return self._held(number, *(self._audiences[rival] for rival in sorted(rivals) if rival in self._audiences))

    def lecturers_held(self, number: int) -> int:
        """The quarters in which other lessons hold its teachers."""
        return self._held(number, *(self._teachers[each] for each in self.problem.lessons[number].teachers))

    def debts_held(self, number: int) -> int:
        """The quarters in which only students out of their year sit elsewhere."""
        problem, lesson = self.problem, self.problem.lessons[number]
        found = 0
        for other in problem.debts.get(lesson.audience, frozenset()):
            found |= problem.audiences_held.get(other, 0)
            found |= self._held(number, self._audiences[other]) if other in self._audiences else 0
        return found

    def room_held(self, room: int) -> int:
        """The quarters in which a room is held or closed."""
        found = self.problem.rooms[room].held
        for held in self._rooms[room].values():
            found |= held
        return found

    def unreachable(self, number: int, room: int) -> int:
        """The quarters in which somebody of a lesson is at another site, or on the way from or to it."""
        problem, lesson = self.problem, self.problem.lessons[number]
        if not problem.has_ways:
            return 0
        site = problem.rooms[room].site
        found = problem.unreachable(lesson, site)
        for attendee in lesson.attendees:
            for other, held in self._attendees[attendee].items():
                there = problem.rooms[self.spots[other].room].site
                if other != number and there != site:
                    found |= widened(held, problem.steps_between(site, there))
        return found

    def blockers(self, number: int, spot: Spot) -> list[int]:
        """The lessons because of which this one cannot stand there."""
        lesson = self.problem.lessons[number]
        near: set[int] = set(self._rooms[spot.room])
        for rival in self.problem.rivals[lesson.audience]:
            near.update(self._audiences.get(rival, ()))
        for teacher in lesson.teachers:
            near.update(self._teachers[teacher])
        for attendee in lesson.attendees:
            near.update(self._attendees[attendee])
        near.discard(number)
        return sorted(
            each for each in near if self.problem.clash(lesson, spot, self.problem.lessons[each], self.spots[each])
        )

    def may_stay_home(self, number: int) -> bool:
        """Whether a draft may return to where it stood: what stands around it there was allowed; others may not be."""
        home = self.problem.lessons[number].home
        if home is None:
            return False
        lessons = self.problem.lessons
        return all(self.spots[each] == lessons[each].home for each in self.blockers(number, home))

    def in_turn(self) -> list[int] | None:
        """The drafts that move in an order in which each finds its place free; None when they exchange places."""
        waiting, order = self.moved(), []
        at_home = {number: home for number in waiting if (home := self.problem.lessons[number].home)}
        while waiting:
            ready = [number for number in waiting if not any(self._meets(number, at_home))]
            if not ready:
                return None
            for number in ready:
                del at_home[number]
            order += ready
            waiting = [number for number in waiting if number in at_home]
        return order

    def _meets(self, number: int, at_home: dict[int, Spot]) -> Iterator[bool]:
        lessons = self.problem.lessons
        for other, home in at_home.items():
            if other != number:
                yield self.problem.clash(lessons[number], self.spots[number], lessons[other], home)

    @staticmethod
    def _held(number: int, *holders: dict[int, int]) -> int:
        found = 0
        for holder in holders:
            for other, held in holder.items():
                if other != number:
                    found |= held
        return found


def lessons_of(problem: Problem, *, new: bool) -> list[tuple[int, Lesson]]:
    """Those to place, or those that stand as drafts."""
    return [(number, lesson) for number, lesson in enumerate(problem.lessons) if (lesson.home is None) == new]
