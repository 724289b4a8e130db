"""Shut an account for a reason, or open it again."""

from datetime import datetime

from django.db.models import Q

from peristyle.accounts.models import Account, Session, Suspension
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person


def suspend(account: Account, *, reason: str, by: Person | None, until: datetime | None = None) -> Suspension:
    """Shut the account from now on; its open sessions end at once."""
    suspension = Suspension.objects.create(account=account, reason=reason, by=by, since=clock.now(), until=until)
    Session.objects.filter(account=account).delete()
    record("accounts.suspend", actor=by, subject=account.person, reason=reason)
    return suspension


def lift_suspension(account: Account, *, by: Person | None, reason: str = "") -> None:
    """End every suspension in force."""
    now = clock.now()
    in_force = Suspension.objects.filter(Q(until=None) | Q(until__gt=now), account=account)
    in_force.update(until=now)
    record("accounts.lift_suspension", actor=by, subject=account.person, reason=reason)
