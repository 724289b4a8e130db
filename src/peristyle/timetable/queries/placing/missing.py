"""What is left to place of the activities of planners."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from peristyle.curriculum.public import Step, TeachingUnit, UnitLink, load_trees
from peristyle.people.public import Person
from peristyle.timetable.models import Activity
from peristyle.timetable.queries.planning.scope import planned_activities
from peristyle.timetable.rules.sessions import ActivityKind

#: What a search places: exams have rules of their own, events are placed one by one.
PLACED_KINDS = (ActivityKind.CM, ActivityKind.TD, ActivityKind.TP)


#: More activities are not listed on one page.
MOST_LISTED = 300


class TooManyMissing(Exception):
    """More activities than one page lists have sessions to place; `count` says how many."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class Missing:
    """An activity and how many of its sessions do not stand yet."""

    activity: Activity
    sessions: int


def missing_in(activities: QuerySet[Activity], *, most: int | None = None) -> list[Missing]:
    """Those of these activities of which sessions are missing, with unit, groups and teachers: four queries.

    Raises TooManyMissing if they are more than `most`.
    """
    counts = missing_counts(activities)
    if most is not None and len(counts) > most:
        raise TooManyMissing(len(counts))
    found = Activity.objects.filter(pk__in=counts).select_related("unit").prefetch_related("groups", "teachers")
    return [Missing(activity, counts[activity.pk]) for activity in found.order_by("unit__code", "kind", "pk")]


def missing_counts(activities: QuerySet[Activity]) -> dict[int, int]:
    """How many sessions of each of these activities are missing, if any are: one query."""
    standing = Count("sessions", filter=Q(sessions__cancelled_at=None), distinct=True)
    placed = activities.filter(kind__in=[kind.value for kind in PLACED_KINDS]).order_by()
    counted = placed.annotate(standing=standing).filter(standing__lt=F("session_count"))
    return {pk: wanted - stand for pk, wanted, stand in counted.values_list("pk", "session_count", "standing")}


def missing_of(
    planner: Person, year: int, *, step: Step | None = None, units: Collection[TeachingUnit] = ()
) -> list[Missing]:
    """What is left to place of a year within the composantes of a planner: of an étape, or below some units.

    Raises TooManyMissing if it is more than one page lists.
    """
    found = planned_activities(planner).filter(year=year)
    if step is not None or units:
        below = units_below([unit.pk for unit in units], year)
        if step is not None:
            below |= set(load_trees([step], year)[step.pk].units)
        found = found.filter(unit__in=below)
    return missing_in(found, most=MOST_LISTED)


def units_below(unit_ids: Collection[int], year: int) -> set[int]:
    """These units and all that lie below them in a year: a query for each level."""
    reached, rim = set(unit_ids), set(unit_ids)
    while rim:
        rim = set(UnitLink.objects.filter(year=year, parent__in=rim).values_list("unit_id", flat=True)) - reached
        reached |= rim
    return reached
