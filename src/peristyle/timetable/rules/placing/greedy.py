"""A first placement: the hardest activity first, each as regular a weekly class as there is room for."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from peristyle.timetable.rules.placing.axis import bits
from peristyle.timetable.rules.placing.board import Board, lessons_of
from peristyle.timetable.rules.placing.costs import WEIGHTS, Costs, Remark
from peristyle.timetable.rules.placing.problem import Spot

#: More rooms than these are not tried for one activity.
MOST_ROOMS = 25


@dataclass(frozen=True)
class _Weekly:
    """A room, a time of the week, and the quarters of the weeks in which both are free."""

    room: int
    starts: tuple[int, ...]
    cost: float


def insert_all(board: Board) -> None:
    """Place all that fits, and move nothing."""
    waiting: dict[int, list[int]] = defaultdict(list)
    for number, lesson in lessons_of(board.problem, new=True):
        if number not in board.spots:
            waiting[lesson.activity].append(number)
    for _room_left, _activity, numbers in sorted(
        (_room_left(board, numbers), activity, numbers) for activity, numbers in waiting.items()
    ):
        _insert(board, numbers)


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
    number, problem = left[0], board.problem
    lesson, axis = problem.lessons[number], problem.axis
    costs, debts = Costs(board), board.debts_held(number)
    full = set() if even_crowded else _full_weeks(board, number)
    cost_of_time: dict[int, int] = {}
    found: _Weekly | None = None
    for room in lesson.rooms[:MOST_ROOMS]:
        by_time: dict[int, list[int]] = defaultdict(list)
        for start in bits(board.starts(number, room)):
            if axis.week_of(start) not in full:
                by_time[start % axis.week].append(start)
        cost_of_room = costs.of_room(number, room)
        for starts in by_time.values():
            taken = starts[: len(left)]
            for start in taken:
                if start not in cost_of_time:
                    cost_of_time[start] = costs.of_time(number, start, debts=debts)
            cost = sum(cost_of_time[start] + cost_of_room for start in taken)
            cost += WEIGHTS[Remark.IRREGULAR] * (len(left) - len(taken)) * 2
            cost += _beside_siblings(board, number, Spot(taken[0], room)) * len(taken)
            if found is None or cost < found.cost:
                found = _Weekly(room, tuple(taken), cost)
    return found


def _full_weeks(board: Board, number: int) -> set[int]:
    """The weeks in which the activity has as many sessions as it should."""
    axis = board.problem.axis
    counts: dict[int, int] = defaultdict(int)
    for spot in board.siblings(number):
        counts[axis.week_of(spot.start)] += 1
    most = board.problem.per_week.get(board.problem.lessons[number].activity, 1)
    return {week for week, count in counts.items() if count >= most}


def _beside_siblings(board: Board, number: int, spot: Spot) -> int:
    """What the other sessions of the activity make this place cost."""
    axis = board.problem.axis
    siblings: Iterable[Spot] = board.siblings(number)
    cost = 0
    if siblings and not any(each.start % axis.week == spot.start % axis.week for each in siblings):
        cost += WEIGHTS[Remark.IRREGULAR]
    if any(axis.day_of(each.start) == axis.day_of(spot.start) for each in siblings):
        cost += WEIGHTS[Remark.SAME_DAY]
    return cost
