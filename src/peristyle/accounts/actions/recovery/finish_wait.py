"""What becomes of a recovery when its wait is over and nobody has decided."""

from django.db import transaction

from peristyle.accounts.actions.recovery.cancel_recovery import cancel_recovery
from peristyle.accounts.actions.recovery.carry_out import NotWaiting, carry_out
from peristyle.accounts.models import AssistedRecovery
from peristyle.accounts.queries import recoveries_waiting
from peristyle.kernel import clock
from peristyle.kernel.tasks import task


@task(retries=10)
def finish_wait(recovery_id: int) -> None:
    """Carry it out; one that wanted a second agent, or whose account was shut meanwhile, is given up instead."""
    waiting = recoveries_waiting().filter(pk=recovery_id, waits_until__lte=clock.now())
    recovery: AssistedRecovery | None = waiting.select_related("account__person", "asked_by").first()
    if recovery is None:
        return
    try:
        with transaction.atomic():
            carry_out(recovery, by=None)
    except NotWaiting:
        _give_up(recovery)


def _give_up(recovery: AssistedRecovery) -> None:
    try:
        with transaction.atomic():
            cancel_recovery(recovery, by=None)
    except NotWaiting:
        return
