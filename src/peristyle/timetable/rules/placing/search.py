"""The search: all that fits is inserted, then a handful of lessons after another is decided anew, as often as asked."""

from collections.abc import Callable
from random import Random

from peristyle.timetable.rules.placing.board import Board, lessons_of
from peristyle.timetable.rules.placing.costs import Costs
from peristyle.timetable.rules.placing.greedy import insert_all
from peristyle.timetable.rules.placing.neighbourhoods import (
    Neighbourhood,
    around_dearest,
    around_unplaced,
    neighbourhood,
)
from peristyle.timetable.rules.placing.problem import Problem, Spot

#: The number of the option to take for each lesson of a neighbourhood; None when the solver found nothing.
Solver = Callable[[Neighbourhood, int], list[int] | None]
#: When everything stands and so many steps improved nothing, it is as good as it gets.
STALLED = 30


class Search:
    """A board, made better step by step; the same problem, seed and solver give the same result."""

    def __init__(self, problem: Problem, solve: Solver, *, seed: int) -> None:
        self.board = Board(problem)
        self.stalled = 0
        self._solve = solve
        self._seed = seed

    def resume(self, spots: dict[int, Spot]) -> None:
        """What an earlier slice had found, as far as it is still free: first the drafts it moved, in their turn."""
        lessons = self.board.problem.lessons
        moved = {number: spot for number, spot in spots.items() if lessons[number].home not in (None, spot)}
        for number in moved:
            self.board.take(number)
        for number, spot in sorted(moved.items()):
            if self._is_free(number, spot):
                self.board.put(number, spot)
        for number in sorted(moved.keys() - self.board.spots.keys()):
            self._send_home(number)
        for number, spot in sorted(spots.items()):
            if number not in self.board.spots and self._is_free(number, spot):
                self.board.put(number, spot)

    def run(self, first: int, steps: int) -> int:
        """So many steps, the first of which has this number; how many were worth making."""
        if first == 0:
            insert_all(self.board)
        for step in range(first, first + steps):
            if self.is_as_good_as_it_gets():
                return step - first
            self.stalled = 0 if self._improve(step) else self.stalled + 1
        return steps

    def is_as_good_as_it_gets(self) -> bool:
        """Whether going on is not worth while."""
        return self.stalled >= STALLED * (4 if self.board.unplaced() else 1)

    def _improve(self, step: int) -> bool:
        draw = Random(f"{self._seed}:{step}")  # noqa: S311 — a search, not a secret
        unplaced = self.board.unplaced()
        numbers = around_unplaced(self.board, draw.choice(unplaced), draw) if unplaced and step % 4 else []
        numbers = numbers or around_dearest(self.board, draw)
        if not numbers:
            return False
        asked = neighbourhood(self.board, numbers, draw)
        chosen = self._solve(asked, self._seed + step)
        if chosen is None or not any(chosen):
            return False
        before = Costs(self.board).total()
        present = {number: self.board.take(number) for number in numbers}
        for number, options, option in zip(numbers, asked.options, chosen, strict=True):
            if spot := options[option].spot:
                self.board.put(number, spot)
        if Costs(self.board).total() < before and self.board.in_turn() is not None:
            return True
        for number in numbers:
            self.board.take(number)
        for number, spot in present.items():
            if spot:
                self.board.put(number, spot)
        return False

    def _is_free(self, number: int, spot: Spot) -> bool:
        return spot.room in self.board.problem.lessons[number].rooms and bool(
            self.board.starts(number, spot.room) >> spot.start & 1
        )

    def _send_home(self, number: int) -> None:
        home = self.board.problem.lessons[number].home
        if home is None:
            return
        for other in self.board.blockers(number, home):
            if self.board.problem.lessons[other].home != self.board.spots[other]:
                self.board.take(other)
                self._send_home(other)
        self.board.put(number, home)


def placed(board: Board) -> list[int]:
    """The lessons of the search that have a place."""
    return [number for number, _lesson in lessons_of(board.problem, new=True) if number in board.spots]
