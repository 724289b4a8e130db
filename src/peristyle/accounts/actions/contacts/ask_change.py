"""Ask for another personal address or mobile number; it takes effect once confirmed."""

from datetime import timedelta

from peristyle.accounts.actions.contacts.apply_change import apply_change
from peristyle.accounts.actions.contacts.give_up_changes import give_up_changes
from peristyle.accounts.actions.contacts.send_confirmation import send_confirmation
from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.accounts.queries import present_contact
from peristyle.accounts.rules.contacts import ASKED_PER_HOUR
from peristyle.audit.public import record
from peristyle.kernel import clock, institution, text_messages


class AskedTooOften(Exception):
    """Enough was asked within an hour by this person, or for this address or number."""


class OwnAddress(Exception):
    """The address is the university's: no use when its own mailbox cannot be opened."""


class NothingToChange(Exception):
    """It is the present one already, and confirmed."""


def ask_change(account: Account, kind: ContactKind, new: str) -> ContactChange:
    """Send a code (and, by mail, a link) to the new address or number; one asked for before is given up.

    Without a gateway for text messages a number is taken down at once, unverified.
    Raises OwnAddress, NothingToChange, AskedTooOften.
    """
    now = clock.now()
    if kind == ContactKind.EMAIL and institution.current().owns_address(new):
        raise OwnAddress
    Account.objects.select_for_update().get(pk=account.pk)
    present = present_contact(account, kind)
    if present.verified_at and new.lower() == present.value.lower():
        raise NothingToChange
    lately = ContactChange.objects.filter(asked_at__gt=now - timedelta(hours=1), kind=kind)
    if max(lately.filter(account=account).count(), lately.filter(new__iexact=new).count()) >= ASKED_PER_HOUR:
        record("accounts.refuse_contact_change", actor=account.person, subject=account.person, kind=kind)
        raise AskedTooOften
    give_up_changes(account, kind)
    change = ContactChange.objects.create(account=account, kind=kind, old=present.value, new=new, asked_at=now)
    record("accounts.ask_contact_change", actor=account.person, subject=account.person, kind=kind)
    if kind == ContactKind.PHONE and text_messages.gateway() is None:
        apply_change(change, verified=False)
    else:
        send_confirmation.enqueue(change.pk)
    return change
