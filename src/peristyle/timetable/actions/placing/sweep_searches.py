"""Old searches are forgotten: what was applied of them is in the history of the sessions."""

from datetime import timedelta

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.timetable.models import PlacementSearch

KEPT_FOR = timedelta(days=60)


@task(retries=0)
def sweep_searches() -> None:
    """Delete those that nobody asked for lately."""
    PlacementSearch.objects.filter(asked_at__lt=clock.now() - KEPT_FOR).delete()
