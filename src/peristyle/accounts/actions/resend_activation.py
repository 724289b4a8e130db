"""Have the activation mail sent again, on an agent's word."""

from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import Account
from peristyle.audit.public import record
from peristyle.people.public import Person


def resend_activation(account: Account, *, by: Person) -> None:
    """Send a fresh link to the personal address on record; the agent sees neither the link nor the code (A11)."""
    record("accounts.resend_activation", actor=by, subject=account.person)
    send_activation.enqueue(account.pk)
