"""Move the demonstration's clock forward."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from peristyle.audit.public import record
from peristyle.demo.clock import DemoClock, keep_offset
from peristyle.demo.rules import Move, distance
from peristyle.kernel import clock


def move_clock(move: Move) -> None:
    """Move every process's clock forward, and with it all that waits in the task queue.

    The queue counts in the machine's time: what was to happen in fifteen minutes on the house's clock comes nearer
    by as much as the clock moves. A task without an hour (Django writes the year 9999) is due already.
    """
    delta = distance(move, timezone.localtime(clock.now()))
    with transaction.atomic():
        waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lt=get_date_max())
        waiting.update(run_after=F("run_after") - delta)
        record("demo.move_clock", move=move)
        keep_offset(DemoClock().offset() + delta)
