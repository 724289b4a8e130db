"""End somebody's sessions on an agent's word."""

from peristyle.accounts.models import Account, Session
from peristyle.audit.public import record
from peristyle.people.public import Person


def close_sessions(account: Account, *, by: Person, reason: str) -> int:
    """Sign the account out everywhere; returns of how many browsers."""
    closed, _ = Session.objects.filter(account=account).delete()
    record("accounts.close_sessions", actor=by, subject=account.person, reason=reason, sessions=closed)
    return closed
