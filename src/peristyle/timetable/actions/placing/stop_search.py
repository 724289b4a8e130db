"""Stop a search: what it has found so far is its result."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import PlacementSearch


@transaction.atomic
def stop_search(search: PlacementSearch, *, by: Person) -> bool:
    """Whether it was still going on."""
    held = PlacementSearch.objects.select_for_update().get(pk=search.pk)
    if held.finished_at:
        return False
    held.stopped_at = held.finished_at = clock.now()
    held.save(update_fields=["stopped_at", "finished_at"])
    record("timetable.stop_placement", actor=by, subject=held, label=held.label)
    return True
