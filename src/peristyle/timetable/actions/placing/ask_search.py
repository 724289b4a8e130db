"""Have what is left of some activities placed, in the background."""

import secrets
from collections.abc import Collection
from datetime import date

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.actions.placing.continue_search import continue_search
from peristyle.timetable.models import PlacementSearch, ProposedPlacement
from peristyle.timetable.queries.placing.missing import Missing
from peristyle.timetable.rules.placing.states import MOST_SESSIONS, steps_wanted


class NothingToPlace(Exception):
    """Everything stands already."""


class TooMuchAtOnce(Exception):
    """More sessions than one search takes."""


@transaction.atomic
def ask_search(
    missing: Collection[Missing],
    *,
    label: str,
    first_day: date,
    last_day: date,
    by: Person,
    may_move: bool = False,
    seed: int | None = None,
) -> PlacementSearch:
    """Begin to search places for all these sessions between two days. Raises NothingToPlace, TooMuchAtOnce."""
    count = sum(each.sessions for each in missing)
    if not count:
        raise NothingToPlace
    if count > MOST_SESSIONS:
        raise TooMuchAtOnce
    search = PlacementSearch.objects.create(
        asked_by=by,
        asked_at=clock.now(),
        label=label,
        first_day=first_day,
        last_day=last_day,
        may_move=may_move,
        seed=secrets.randbelow(10**6) if seed is None else seed,
        steps_wanted=steps_wanted(count),
    )
    ProposedPlacement.objects.bulk_create(
        ProposedPlacement(search=search, activity=each.activity, number=number)
        for each in missing
        for number in range(each.sessions)
    )
    record("timetable.ask_placement", actor=by, subject=search, label=label, sessions=count, may_move=may_move)
    continue_search.enqueue(search.pk, 0)
    return search
