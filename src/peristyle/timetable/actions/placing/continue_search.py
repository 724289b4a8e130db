"""Search on: a slice of a search, whose result is kept; then the next one."""

from django.db import transaction

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.timetable.actions.placing.keep_proposals import keep_proposals, kept_spots
from peristyle.timetable.adapters.cp_sat import solve
from peristyle.timetable.models import PlacementSearch
from peristyle.timetable.queries.placing.problem import load
from peristyle.timetable.rules.placing.search import Search
from peristyle.timetable.rules.placing.states import STEPS_AT_ONCE


@task(retries=3)
def continue_search(search_id: int, number: int) -> None:
    """Make the slice of this number, unless it was made already, or the search was stopped."""
    search = PlacementSearch.objects.filter(pk=search_id, slices_done=number, finished_at=None).first()
    if search is None:
        return
    loaded = load(search)
    work = Search(loaded.problem, solve, seed=search.seed)
    work.stalled = search.stalled
    work.resume(kept_spots(search, loaded))
    left = max(search.steps_wanted - search.steps_done, 0)
    # The first slice inserts and shows what it found at once.
    wanted = 0 if number == 0 else min(STEPS_AT_ONCE, left)
    done = work.run(search.steps_done, wanted)
    with transaction.atomic():
        held = PlacementSearch.objects.select_for_update().get(pk=search_id)
        if held.slices_done != number or held.finished_at:
            return
        keep_proposals(held, loaded, work.board)
        held.slices_done += 1
        held.steps_done += done
        held.stalled = work.stalled
        over = done < wanted or (number > 0 and held.steps_done >= held.steps_wanted)
        if over or work.is_as_good_as_it_gets():
            held.finished_at = clock.now()
        held.save()
        if held.finished_at is None:
            continue_search.enqueue(search_id, number + 1)
