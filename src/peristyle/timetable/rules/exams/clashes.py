"""What a student cannot do, or should not have to: two exams at once, no rest between them, too many in a day."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.sessions import Slot


class ClashKind(LabelledEnum):
    """Why somebody's exams do not go together."""

    EXAMS = "exams", _("Deux examens en même temps")
    CLASS = "class", _("Un cours pendant l’examen")
    REST = "rest", _("Trop peu de temps entre deux examens")
    MANY = "many", _("Trop d’examens le même jour")


#: Nobody can be in two places; the others are for somebody to judge.
HARD = frozenset({ClashKind.EXAMS, ClashKind.CLASS})


@dataclass(frozen=True)
class Sitting:
    """Where somebody is expected from when to when, their own extra time included."""

    session: int
    slot: Slot
    exam: bool = True


@dataclass(frozen=True)
class Clash:
    """Sessions of one person that do not go together, in the order of time."""

    kind: ClashKind
    sessions: tuple[int, ...]

    @property
    def hard(self) -> bool:
        """Whether it cannot be."""
        return self.kind in HARD


def clashes(sittings: Collection[Sitting], *, rest: timedelta, per_day: int) -> list[Clash]:
    """All that does not go together among what one person is expected at: the hard ones first."""
    in_turn = sorted(sittings, key=lambda each: (each.slot.starts_at, each.session))
    return sorted([*_pairs(in_turn, rest), *_days(in_turn, per_day)], key=lambda clash: not clash.hard)


def _pairs(in_turn: list[Sitting], rest: timedelta) -> Iterator[Clash]:
    for place, first in enumerate(in_turn):
        for second in in_turn[place + 1 :]:
            pause = second.slot.starts_at - first.slot.ends_at
            if pause >= max(rest, timedelta()):
                continue
            both = (first.session, second.session)
            if first.exam and second.exam:
                yield Clash(ClashKind.EXAMS if pause < timedelta() else ClashKind.REST, both)
            elif first.exam != second.exam and pause < timedelta():
                yield Clash(ClashKind.CLASS, both)


def _days(in_turn: list[Sitting], per_day: int) -> Iterator[Clash]:
    by_day: dict[date, list[int]] = defaultdict(list)
    for each in in_turn:
        if each.exam:
            by_day[timezone.localdate(each.slot.starts_at)].append(each.session)
    for sessions in by_day.values():
        if len(sessions) > per_day:
            yield Clash(ClashKind.MANY, tuple(sessions))
