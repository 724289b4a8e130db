"""Searches and what they propose, for the planners whom it concerns."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person
from peristyle.timetable.models import PlacementSearch, ProposedPlacement
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS


@dataclass(frozen=True)
class Counts:
    """How many sessions a search places, how many it finds no place for, how many drafts it moves."""

    placed: int
    unplaced: int
    moved: int


def searches_of(planner: Person) -> QuerySet[PlacementSearch]:
    """The searches within the composantes of a planner, whoever asked for them, the newest first."""
    held = scopes(planner, PLAN_SESSIONS)
    found = PlacementSearch.objects.select_related("asked_by", "applied_by")
    if held is None:
        return found
    foreign = ProposedPlacement.objects.filter(search=OuterRef("pk")).exclude(activity__component__in=held)
    return found.exclude(Exists(foreign))


def with_counts(searches: QuerySet[PlacementSearch]) -> QuerySet[PlacementSearch]:
    """Each with how many sessions it is for (`sessions`), and how many have a place (`found`)."""
    wanted = Q(proposals__session=None)
    counted = searches.annotate(
        sessions=Count("proposals", filter=wanted),
        found=Count("proposals", filter=wanted & Q(proposals__room__isnull=False)),
    )
    return counted.order_by("-asked_at", "-pk")


def counts_of(search: PlacementSearch) -> Counts:
    """One query."""
    told = search.proposals.aggregate(
        placed=Count("pk", filter=Q(session=None, room__isnull=False)),
        unplaced=Count("pk", filter=Q(session=None, room=None)),
        moved=Count("pk", filter=Q(session__isnull=False)),
    )
    return Counts(**told)


def proposals_of(search: PlacementSearch) -> QuerySet[ProposedPlacement]:
    """What it proposes, with names: two queries."""
    found = search.proposals.select_related("activity__unit", "room__building", "session", "placed")
    return found.prefetch_related("activity__groups")
