"""How much of what is due was placed: by unit and kind of classes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Sum

from peristyle.curriculum.public import ClassKind, Offering, TeachingGroup, TeachingUnit
from peristyle.timetable.models import Session, SessionGroup


@dataclass(frozen=True)
class Due:
    """What a unit owes to each student in classes of a kind, and how much of it stands for each of its groups.

    Minutes are per group; classes without groups are those of the whole unit, whose name is empty.
    """

    unit: TeachingUnit
    kind: str
    minutes: int
    placed: tuple[tuple[str, int], ...]

    @property
    def least(self) -> int:
        """The minutes of the group that has least."""
        return min((minutes for _, minutes in self.placed), default=0)

    @property
    def most(self) -> int:
        """The minutes of the group that has most."""
        return max((minutes for _, minutes in self.placed), default=0)

    @property
    def complete_groups(self) -> int:
        """How many groups have all that is due to them."""
        return sum(minutes >= self.minutes for _, minutes in self.placed)

    @property
    def state(self) -> str:
        """How far it is: `empty`, `short`, `complete`, or `over` when a group has more than is due."""
        if self.most > self.minutes:
            return "over"
        if self.most == 0:
            return "empty"
        return "complete" if self.least >= self.minutes else "short"


def dues_of(units: Collection[TeachingUnit], year: int) -> list[Due]:
    """The board of these units in a year: four queries, however many there are."""
    ids = [unit.pk for unit in units]
    offerings = {each.unit_id: each for each in Offering.objects.filter(unit__in=ids, year=year)}
    groups = _groups(ids, year)
    whole, by_group = _minutes(ids, year)
    return [
        Due(unit, kind, minutes, tuple(_placed(unit.pk, kind, groups, whole, by_group)))
        for unit in units
        for kind, minutes in _due_minutes(offerings.get(unit.pk))
    ]


def units_to_complete(units: Collection[TeachingUnit], year: int) -> set[int]:
    """Those of these units of which a group has less than is due, or more: four queries, however many there are."""
    return {due.unit.pk for due in dues_of(units, year) if due.state != "complete"}


def _due_minutes(offering: Offering | None) -> list[tuple[str, int]]:
    if offering is None:
        return []
    due = {
        ClassKind.CM: offering.cm_minutes,
        ClassKind.TD: offering.td_minutes,
        ClassKind.TP: offering.tp_minutes,
    }
    return [(kind.value, minutes) for kind, minutes in due.items() if minutes]


def _groups(unit_ids: list[int], year: int) -> dict[tuple[int, str], list[TeachingGroup]]:
    found: dict[tuple[int, str], list[TeachingGroup]] = defaultdict(list)
    for group in TeachingGroup.objects.filter(unit__in=unit_ids, year=year):
        found[group.unit_id, group.kind].append(group)
    return found


def _minutes(unit_ids: list[int], year: int) -> tuple[dict[tuple[int, str], int], dict[tuple[int, str], int]]:
    """The minutes that stand in classes of a kind: for the whole of a unit, and for each group.

    The kind is that of the activity: an exam of a group of lectures is no lecture.
    """
    lasts = ExpressionWrapper(F("ends_at") - F("starts_at"), output_field=DurationField())
    held = SessionGroup.objects.filter(firm=True, group__unit__in=unit_ids, group__year=year).order_by()
    by_group = held.values_list("group", "session__activity__kind").annotate(lasts=Sum(lasts))
    whole = Session.objects.filter(
        activity__unit__in=unit_ids, activity__year=year, activity__whole_unit=True, cancelled_at=None
    ).order_by()
    of_units = whole.values_list("activity__unit", "activity__kind").annotate(lasts=Sum(lasts))
    return (
        {(unit, kind): _in_minutes(time) for unit, kind, time in of_units},
        {(group, kind): _in_minutes(time) for group, kind, time in by_group},
    )


def _in_minutes(lasts: timedelta) -> int:
    return int(lasts.total_seconds() // 60)


def _placed(
    unit_id: int,
    kind: str,
    groups: dict[tuple[int, str], list[TeachingGroup]],
    whole: dict[tuple[int, str], int],
    by_group: dict[tuple[int, str], int],
) -> Iterable[tuple[str, int]]:
    common = whole.get((unit_id, kind), 0)
    own = groups.get((unit_id, kind)) or _others(unit_id, kind, groups, by_group)
    for group in own:
        yield str(group), by_group.get((group.pk, kind), 0) + common
    if not own:
        yield "", common


def _others(
    unit_id: int,
    kind: str,
    groups: dict[tuple[int, str], list[TeachingGroup]],
    by_group: dict[tuple[int, str], int],
) -> list[TeachingGroup]:
    """The groups of other kinds that have such classes: lectures given to each group of TD, for want of their own."""
    found = (groups.get((unit_id, other), []) for other in ClassKind.values)
    return [group for held in found if any((each.pk, kind) in by_group for each in held) for group in held]
