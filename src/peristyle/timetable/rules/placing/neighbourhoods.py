"""A handful of lessons taken up together, with the places each may get: what a solver decides at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from peristyle.timetable.rules.placing.axis import bits, starts_of_runs
from peristyle.timetable.rules.placing.board import Board, lessons_of
from peristyle.timetable.rules.placing.costs import MOVED, UNPLACED, Costs
from peristyle.timetable.rules.placing.problem import Lesson, Spot

#: So many lessons at most are decided together, each among so many places.
MOST_LESSONS, MOST_PLACES = 6, 36
#: So many places of what is to be placed are looked at for what stands in their way.
_TRIED = 24
_ROOMS = 8
_ROOMS_TRIED = 5
#: So many places of the same room and cost are enough.
_OF_A_CLASS = 6
#: A draft in the way weighs as much as so many lessons of the search itself.
_DRAFT = 3


@dataclass(frozen=True)
class Option:
    """A place for a lesson of the handful and its cost; without spot: it is not placed."""

    spot: Spot | None
    cost: int


@dataclass(frozen=True)
class Neighbourhood:
    """The lessons decided together, the options of each (the present one first), which two exclude each other.

    An exclusion is a pair of (place among the lessons, place among its options).
    """

    lessons: tuple[int, ...]
    options: tuple[tuple[Option, ...], ...]
    exclusions: tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def around_unplaced(board: Board, number: int, draw: Random) -> list[int]:
    """A lesson without place and the fewest others that stand in the way of one; none if all is closed for good."""
    problem, lesson = board.problem, board.problem.lessons[number]
    free = problem.open & ~problem.people_held(lesson) & ~problem.away(lesson)
    places = [
        Spot(start, room)
        for room in draw.sample(lesson.rooms, min(_ROOMS_TRIED, len(lesson.rooms)))
        for start in bits(
            starts_of_runs(
                free & ~problem.rooms[room].held & ~problem.unreachable(lesson, problem.rooms[room].site), lesson.steps
            )
        )
    ]
    tried = []
    for spot in draw.sample(places, min(_TRIED, len(places))):
        blockers = board.blockers(number, spot)
        if len(blockers) < MOST_LESSONS:
            weight = sum(_DRAFT if problem.lessons[each].home else 1 for each in blockers)
            tried.append((weight, draw.random(), blockers))
    if not tried:
        return []
    _weight, _any, blockers = min(tried)
    return _filled(board, [number, *blockers], draw)


def around_dearest(board: Board, draw: Random) -> list[int]:
    """One of the lessons whose places cost most, and others that share something with it."""
    costs = Costs(board)
    dear = [
        (costs.of(number, board.spots[number]), number)
        for number, _lesson in lessons_of(board.problem, new=True)
        if number in board.spots
    ]
    dear = sorted((cost, number) for cost, number in dear if cost)[::-1]
    if not dear:
        return []
    _cost, number = dear[min(int(draw.expovariate(0.2)), len(dear) - 1)]
    return _filled(board, [number], draw)


def neighbourhood(board: Board, numbers: list[int], draw: Random) -> Neighbourhood:
    """What may be done with these lessons, which are taken off the board for it and put back."""
    before = {number: board.take(number) for number in numbers}
    costs = Costs(board)
    options = tuple(tuple(_options(board, costs, number, before[number], draw)) for number in numbers)
    for number, spot in before.items():
        if spot:
            board.put(number, spot)
    return Neighbourhood(tuple(numbers), options, tuple(_exclusions(board, numbers, options)))


def _filled(board: Board, numbers: list[int], draw: Random) -> list[int]:
    """These, and lessons of the search that share a room, a teacher or students with them, up to a handful."""
    lessons = board.problem.lessons
    near = [
        number
        for number, lesson in lessons_of(board.problem, new=True)
        if number not in numbers and any(_related(board, lesson, lessons[each]) for each in numbers)
    ]
    return [*numbers, *draw.sample(near, min(MOST_LESSONS - len(numbers), len(near)))]


def _related(board: Board, one: Lesson, other: Lesson) -> bool:
    return (
        one.activity == other.activity
        or not one.teachers.isdisjoint(other.teachers)
        or other.audience in board.problem.rivals[one.audience]
        or not set(one.rooms[:_ROOMS]).isdisjoint(other.rooms[:_ROOMS])
    )


def _options(board: Board, costs: Costs, number: int, present: Spot | None, draw: Random) -> Iterable[Option]:
    """The present place first, then home, then the cheapest places and some others."""
    lesson = board.problem.lessons[number]
    told: set[Spot | None] = {present}
    yield Option(present, _cost(costs, number, present))
    if lesson.home and lesson.home not in told and board.may_stay_home(number):
        told.add(lesson.home)
        yield Option(lesson.home, 0)
    if present is None or not lesson.home:
        told.add(None)
        if present is not None:
            yield Option(None, UNPLACED)
    classes = sorted(
        (costs.of_room(number, room) + cost, room, of_class)
        for room in dict.fromkeys([*([present.room] if present else []), *lesson.rooms[:_ROOMS]])
        for cost, of_class in costs.by_cost(number, board.starts(number, room))
    )
    for cost, spot in _drawn(classes, draw):
        if spot not in told:
            told.add(spot)
            yield Option(spot, cost + (MOVED if lesson.home else 0))


def _drawn(classes: list[tuple[int, int, int]], draw: Random) -> Iterable[tuple[int, Spot]]:
    """Some of the cheapest places with their cost, and a few of any cost; a class is (cost, room, starts)."""
    left = MOST_PLACES * 2 // 3
    for cost, room, starts in classes:
        for start in _some(starts, min(left, _OF_A_CLASS), draw):
            yield cost, Spot(start, room)
            left -= 1
        if not left:
            break
    for cost, room, starts in draw.choices(classes, k=MOST_PLACES // 3) if classes else ():
        for start in _some(starts, 1, draw):
            yield cost, Spot(start, room)


def _some(mask: int, most: int, draw: Random) -> list[int]:
    """So many of its bits, drawn by lot."""
    if mask.bit_count() <= most:
        return list(bits(mask))
    found: set[int] = set()
    for _ in range(most):
        passed = draw.randrange(mask.bit_length())
        found.add(passed + next(bits(mask >> passed)))
    return sorted(found)


def _cost(costs: Costs, number: int, spot: Spot | None) -> int:
    lesson = costs.lesson(number)
    if spot is None:
        return UNPLACED
    if spot == lesson.home:
        return 0
    return costs.of(number, spot) + (MOVED if lesson.home else 0)


def _exclusions(
    board: Board, numbers: list[int], options: tuple[tuple[Option, ...], ...]
) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    problem = board.problem
    for one in range(len(numbers)):
        for other in range(one):
            lesson, second = problem.lessons[numbers[one]], problem.lessons[numbers[other]]
            for first, option in enumerate(options[one]):
                for last, against in enumerate(options[other]):
                    if option.spot is None or against.spot is None:
                        continue
                    if option.spot == lesson.home and against.spot == second.home:
                        continue
                    if problem.clash(lesson, option.spot, second, against.spot):
                        yield (one, first), (other, last)
