"""Why a lesson found no place: which obstacle closes how many of its slots."""

from dataclasses import dataclass

from peristyle.timetable.rules.conflicts import ConflictKind
from peristyle.timetable.rules.placing.axis import starts_of_runs
from peristyle.timetable.rules.placing.board import Board


@dataclass(frozen=True)
class Obstacle:
    """Something that closes so many slots; of them, so many that nothing else closes."""

    kind: str
    slots: int
    alone: int


@dataclass(frozen=True)
class Explanation:
    """Of how many slots one could think, and what closes them; slots overlap, as a session begins each quarter."""

    slots: int
    obstacles: tuple[Obstacle, ...]


def explain(board: Board, number: int) -> Explanation:
    """What keeps a lesson from every slot of the search's weeks."""
    problem, lesson = board.problem, board.problem.lessons[number]
    possible = starts_of_runs(problem.open, lesson.steps)

    def closed(held: int) -> int:
        return possible & ~starts_of_runs(~held & problem.open, lesson.steps)

    free, reached = 0, 0
    for room in lesson.rooms:
        free |= starts_of_runs(problem.open & ~board.room_held(room), lesson.steps)
        reached |= starts_of_runs(problem.open & ~board.unreachable(number, room), lesson.steps)
    masks = {
        ConflictKind.STUDENT: closed(problem.students_held(lesson) | board.students_held(number)),
        ConflictKind.TEACHER: closed(problem.lecturers_held(lesson) | board.lecturers_held(number)),
        ConflictKind.UNAVAILABLE: closed(problem.away(lesson)),
        ConflictKind.ROOM: possible & ~free,
        ConflictKind.TRAVEL: possible & ~reached,
    }
    obstacles = []
    for kind, mask in masks.items():
        others = 0
        for other, closing in masks.items():
            others |= closing if other != kind else 0
        if mask:
            obstacles.append(Obstacle(kind.value, mask.bit_count(), (mask & ~others).bit_count()))
    return Explanation(possible.bit_count(), tuple(sorted(obstacles, key=lambda each: (-each.slots, each.kind))))
