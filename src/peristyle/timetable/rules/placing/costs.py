"""What speaks against a place that is allowed, and how much."""

from collections.abc import Iterator
from datetime import time
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.placing.axis import run
from peristyle.timetable.rules.placing.board import Board
from peristyle.timetable.rules.placing.problem import Lesson, Problem, Spot

_LUNCH = time(12), time(13, 15)
_EVENING = time(18)
_SATURDAY = 6
#: A room is much larger than needed when it has so many times the places, and more than so many to spare.
_TOO_LARGE, _SPARE = 2, 40


class Remark(LabelledEnum):
    """What there is to say of a place."""

    REGULAR = "regular", _("même jour et même heure que d’autres séances de l’activité")
    SAME_ROOM = "same_room", _("même salle que d’autres séances de l’activité")
    LUNCH = "lunch", _("sur l’heure du déjeuner")
    EVENING = "evening", _("en fin de journée")
    SATURDAY = "saturday", _("un samedi")
    UNDESIRED = "undesired", _("moment que l’enseignant préfère éviter")
    DEBT = "debt", _("des étudiants qui rattrapent cette matière ont déjà cours")
    UNUSUAL_START = "unusual_start", _("heure de début inhabituelle")
    OTHER_SITE = "other_site", _("sur un autre site que d’habitude")
    LARGE_ROOM = "large_room", _("salle bien plus grande que nécessaire")
    IRREGULAR = "irregular", _("autre jour ou autre heure que les autres séances de l’activité")
    SAME_DAY = "same_day", _("le même jour qu’une autre séance de l’activité")
    CROWDED_WEEK = "crowded_week", _("plus de séances cette semaine que les autres semaines")


#: What is not here is said and costs nothing.
WEIGHTS = {
    Remark.LUNCH: 4,
    Remark.EVENING: 3,
    Remark.SATURDAY: 8,
    Remark.UNDESIRED: 6,
    Remark.DEBT: 6,
    Remark.UNUSUAL_START: 2,
    Remark.OTHER_SITE: 8,
    Remark.LARGE_ROOM: 1,
    Remark.IRREGULAR: 3,
    Remark.SAME_DAY: 5,
    Remark.CROWDED_WEEK: 4,
}
UNPLACED = 1000
#: Nobody's draft is moved for comfort: less would be gained than this.
MOVED = 60
#: For these a planner must answer: they need a reason.
TO_ANSWER_FOR = frozenset({Remark.UNDESIRED, Remark.DEBT})


class Costs:
    """What places cost on a board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._problem: Problem = board.problem

    def total(self) -> int:
        """All that is to be made as little as possible: what is not placed, what is moved, what speaks against places."""
        board, lessons = self._board, self._problem.lessons
        placed = sum(
            self.of(number, spot) + (MOVED if lessons[number].home else 0)
            for number, spot in board.spots.items()
            if lessons[number].home != spot
        )
        return placed + UNPLACED * (len(lessons) - len(board.spots))

    def of(self, number: int, spot: Spot) -> int:
        """What a place costs a lesson, as the others stand."""
        return sum(WEIGHTS.get(remark, 0) for remark in self.remarks(number, spot))

    def lesson(self, number: int) -> Lesson:
        """The lesson of that number."""
        return self._problem.lessons[number]

    def of_time(self, number: int, start: int, *, debts: int) -> int:
        """What a time costs, whatever the room and the other sessions of the activity."""
        lesson = self._problem.lessons[number]
        return sum(WEIGHTS[remark] for remark in self._remarks_of_time(lesson, start, debts))

    def of_room(self, number: int, room: int) -> int:
        """What a room costs, whatever the time."""
        return sum(WEIGHTS[remark] for remark in self._remarks_of_room(self._problem.lessons[number], room))

    def remarks(self, number: int, spot: Spot) -> list[Remark]:
        """All there is to say of a place."""
        lesson = self._problem.lessons[number]
        return [
            *self._remarks_of_siblings(number, spot),
            *self._remarks_of_time(lesson, spot.start, self._board.debts_held(number)),
            *self._remarks_of_room(lesson, spot.room),
        ]

    def _remarks_of_time(self, lesson: Lesson, start: int, debts: int) -> Iterator[Remark]:
        held = run(start, lesson.steps)
        for remark, mask in self._masks:
            if held & mask:
                yield remark
        if any(held & self._problem.teachers_averse.get(teacher, 0) for teacher in lesson.teachers):
            yield Remark.UNDESIRED
        if held & debts:
            yield Remark.DEBT
        if self._problem.usual_starts and not self._problem.usual_starts >> start & 1:
            yield Remark.UNUSUAL_START

    def _remarks_of_room(self, lesson: Lesson, room: int) -> Iterator[Remark]:
        place = self._problem.rooms[room]
        if lesson.sites and place.site not in lesson.sites:
            yield Remark.OTHER_SITE
        if place.capacity > max(lesson.size * _TOO_LARGE, lesson.size + _SPARE):
            yield Remark.LARGE_ROOM

    def _remarks_of_siblings(self, number: int, spot: Spot) -> Iterator[Remark]:
        axis = self._problem.axis
        siblings = self._board.siblings(number)
        if not siblings:
            return
        regular = any(each.start % axis.week == spot.start % axis.week for each in siblings)
        yield Remark.REGULAR if regular else Remark.IRREGULAR
        if any(each.room == spot.room for each in siblings):
            yield Remark.SAME_ROOM
        if any(axis.day_of(each.start) == axis.day_of(spot.start) for each in siblings):
            yield Remark.SAME_DAY
        same_week = sum(axis.week_of(each.start) == axis.week_of(spot.start) for each in siblings)
        if same_week >= self._problem.per_week.get(self._problem.lessons[number].activity, 1):
            yield Remark.CROWDED_WEEK

    @cached_property
    def _masks(self) -> list[tuple[Remark, int]]:
        axis = self._problem.axis
        return [
            (Remark.LUNCH, axis.between(*_LUNCH)),
            (Remark.EVENING, axis.between(_EVENING, time(23, 59))),
            (Remark.SATURDAY, axis.on_weekdays(_SATURDAY)),
        ]
