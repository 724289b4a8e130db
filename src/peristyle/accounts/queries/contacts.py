"""Reading a person's address and number, and what awaits a confirmation."""

from dataclasses import dataclass
from datetime import datetime

from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.accounts.rules.links import LinkState, state_of_link
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest


@dataclass(frozen=True)
class Contact:
    """The address or number on record, and since when it is known to be theirs."""

    value: str
    verified_at: datetime | None


def present_contact(account: Account, kind: ContactKind) -> Contact:
    """What the person's file says."""
    person = account.person
    if kind == ContactKind.EMAIL:
        return Contact(person.backup_email, person.backup_email_verified_at)
    return Contact(person.phone, person.phone_verified_at)


def awaited_change(account: Account, kind: ContactKind) -> ContactChange | None:
    """The change that awaits its confirmation."""
    return ContactChange.objects.filter(account=account, kind=kind, superseded_at=None, confirmed_at=None).first()


def change_of_token(account: Account, token: str) -> ContactChange | None:
    """The change that this mailed link confirms; the link of somebody else is none."""
    return ContactChange.objects.filter(account=account, token_digest=digest(token)).first()


def change_state(change: ContactChange | None) -> LinkState:
    """Whether the change can still be confirmed, or why not."""
    if change is None or change.expires_at is None:
        return LinkState.UNKNOWN
    return state_of_link(
        used_at=change.confirmed_at,
        superseded_at=change.superseded_at,
        expires_at=change.expires_at,
        now=clock.now(),
    )
