"""A first placement: the hardest activity first, each as regular a weekly class as there is room for."""

from collections import defaultdict
from dataclasses import dataclass

from peristyle.timetable.rules.placing.axis import bits
from peristyle.timetable.rules.placing.board import Board, lessons_of
from peristyle.timetable.rules.placing.costs import Costs
from peristyle.timetable.rules.placing.problem import Spot

#: More rooms than these are not tried for one activity.
MOST_ROOMS = 25
#: What each session costs that finds no place at the same time of the week as the others.
_IRREGULAR = 6


@dataclass(frozen=True)
class _Weekly:
    """A room, a time of the week, and the quarters of the weeks in which both are free."""

    room: int
    starts: tuple[int, ...]
    cost: int


def insert_all(board: Board) -> None:
    """Place all that fits, and move nothing."""
    waiting: dict[int, list[int]] = defaultdict(list)
    for number, lesson in lessons_of(board.problem, new=True):
        if number not in board.spots:
            waiting[lesson.activity].append(number)
    for activity in sorted(waiting, key=lambda each: (_room_left(board, waiting[each]), each)):
        _insert(board, waiting[activity])


def _room_left(board: Board, numbers: list[int]) -> float:
    """How many times an activity fits into what is free: the less, the harder."""
    first = numbers[0]
    possible = 0
    for room in board.problem.lessons[first].rooms[:MOST_ROOMS]:
        possible += board.starts(first, room).bit_count()
    return possible / len(numbers)


def _insert(board: Board, numbers: list[int]) -> None:
    left = list(numbers)
    for even_crowded in (False, True):
        while left:
            weekly = _best(board, left, even_crowded=even_crowded)
            if weekly is None:
                break
            for start in weekly.starts[: len(left)]:
                board.put(left.pop(0), Spot(start, weekly.room))


def _best(board: Board, left: list[int], *, even_crowded: bool) -> _Weekly | None:
    """The time of the week and the room for most of these sessions that costs least."""
    number, axis = left[0], board.problem.axis
    costs = Costs(board)
    crowded = 0 if even_crowded else axis.whole_weeks(costs.full_weeks(number))
    found: _Weekly | None = None
    seen: set[tuple[int, int]] = set()
    for room in board.problem.lessons[number].rooms[:MOST_ROOMS]:
        starts, cost_of_room = board.starts(number, room) & ~crowded, costs.of_room(number, room)
        # Two rooms that are free at the same times and cost the same are one.
        if (starts, cost_of_room) in seen:
            continue
        seen.add((starts, cost_of_room))
        by_time: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for cost, of_class in costs.by_cost(number, starts):
            for start in bits(of_class):
                by_time[start % axis.week].append((start, cost))
        for weekly in by_time.values():
            taken = sorted(weekly)[: len(left)]
            cost = sum(cost for _start, cost in taken) + cost_of_room * len(taken)
            cost += _IRREGULAR * (len(left) - len(taken))
            if found is None or cost < found.cost:
                found = _Weekly(room, tuple(start for start, _cost in taken), cost)
    return found
