"""What speaks against a place that is allowed, and how much."""

from collections import Counter
from collections.abc import Iterator
from datetime import time
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.placing.axis import touching, union
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
        """What is to be made as little as possible: what is not placed, what is moved, what speaks against places."""
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

    def by_cost(self, number: int, starts: int) -> list[tuple[int, int]]:
        """These quarters by what they cost whatever the room, the cheapest first; a mask for each cost."""
        classes = {0: starts}
        for remark, mask in self.masks(number):
            split: dict[int, int] = {}
            for cost, of_class in classes.items():
                for more, part in ((0, of_class & ~mask), (WEIGHTS[remark], of_class & mask)):
                    if part:
                        split[cost + more] = split.get(cost + more, 0) | part
            classes = split
        return sorted(classes.items())

    def of_room(self, number: int, room: int) -> int:
        """What a room costs, whatever the time."""
        return sum(WEIGHTS[remark] for remark in self._remarks_of_room(self._problem.lessons[number], room))

    def remarks(self, number: int, spot: Spot) -> list[Remark]:
        """All there is to say of a place."""
        siblings, week = self._board.siblings(number), self._problem.axis.week
        told = [remark for remark, mask in self.masks(number) if mask >> spot.start & 1]
        if any(each.start % week == spot.start % week for each in siblings):
            told.insert(0, Remark.REGULAR)
        if any(each.room == spot.room for each in siblings):
            told.append(Remark.SAME_ROOM)
        return [*told, *self._remarks_of_room(self._problem.lessons[number], spot.room)]

    def masks(self, number: int) -> Iterator[tuple[Remark, int]]:
        """What speaks against times for a lesson: the quarters at which it should not begin."""
        problem, lesson = self._problem, self._problem.lessons[number]
        for remark, mask in self._hours:
            yield remark, touching(mask, lesson.steps)
        averse = union(problem.teachers_averse.get(teacher, 0) for teacher in lesson.teachers)
        yield Remark.UNDESIRED, touching(averse, lesson.steps)
        yield Remark.DEBT, touching(self._board.debts_held(number), lesson.steps)
        if problem.usual_starts:
            yield Remark.UNUSUAL_START, problem.axis.everything & ~problem.usual_starts
        siblings = [spot.start for spot in self._board.siblings(number)]
        if siblings:
            yield Remark.IRREGULAR, problem.axis.everything & ~problem.axis.every_week(siblings)
            yield Remark.SAME_DAY, problem.axis.whole_days(siblings)
            yield Remark.CROWDED_WEEK, problem.axis.whole_weeks(self.full_weeks(number))

    def full_weeks(self, number: int) -> set[int]:
        """The weeks in which other sessions of the activity are as many as there should be."""
        counts = Counter(self._problem.axis.week_of(spot.start) for spot in self._board.siblings(number))
        most = self._problem.per_week.get(self._problem.lessons[number].activity, 1)
        return {week for week, count in counts.items() if count >= most}

    def _remarks_of_room(self, lesson: Lesson, room: int) -> Iterator[Remark]:
        place = self._problem.rooms[room]
        if lesson.sites and place.site not in lesson.sites:
            yield Remark.OTHER_SITE
        if place.capacity > max(lesson.size * _TOO_LARGE, lesson.size + _SPARE):
            yield Remark.LARGE_ROOM

    @cached_property
    def _hours(self) -> list[tuple[Remark, int]]:
        axis = self._problem.axis
        return [
            (Remark.LUNCH, axis.between(*_LUNCH)),
            (Remark.EVENING, axis.between(_EVENING, time(23, 59))),
            (Remark.SATURDAY, axis.on_weekdays(_SATURDAY)),
        ]
