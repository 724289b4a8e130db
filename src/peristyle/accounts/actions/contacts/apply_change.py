"""Bring a change of address or number into force, and tell of it."""

from datetime import datetime

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.contacts.tell_old_number import tell_old_number
from peristyle.accounts.models import Account, AlertKind, ContactChange, ContactKind, MailedLink
from peristyle.accounts.queries import present_contact
from peristyle.accounts.rules.reclaiming import UNDONE_WITHIN
from peristyle.accounts.words import masked
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person, masked_number, set_backup_email, set_phone


def apply_change(change: ContactChange, *, verified: bool) -> None:
    """Write the new address or number. The old one, if it was another, is told and restores it for 72 hours (A9)."""
    now = clock.now()
    account = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=change.account_id)
    kind = ContactKind(change.kind)
    present = present_contact(account, kind)
    is_another = present.value.lower() != change.new.lower()
    change.old, change.old_verified_at = present.value, present.verified_at
    change.confirmed_at, change.undo_until = now, now + UNDONE_WITHIN if is_another else None
    change.save(update_fields=["old", "old_verified_at", "confirmed_at", "undo_until"])
    write_contact(account.person, kind, change.new, verified_at=now if verified else None)
    record("accounts.change_contact", actor=account.person, subject=account.person, kind=kind, verified=verified)
    if not is_another:
        return
    if kind == ContactKind.EMAIL:
        _kill_links(account)
        known = [address for address in (change.old, change.new) if address]
        alert(account, AlertKind.BACKUP_EMAIL_CHANGED, about=masked(change.new), to=known)
    else:
        alert(account, AlertKind.PHONE_CHANGED, about=masked_number(change.new) if change.new else "")
        if change.old_verified_at:
            tell_old_number.enqueue(change.pk)


def write_contact(person: Person, kind: ContactKind, value: str, *, verified_at: datetime | None) -> None:
    """Write an address or a number into the person's file."""
    (set_backup_email if kind == ContactKind.EMAIL else set_phone)(person, value, verified_at=verified_at)


def _kill_links(account: Account) -> None:
    # Whoever leaves a mailbox may do so because somebody else reads it.
    live = MailedLink.objects.filter(account=account, superseded_at=None, used_at=None)
    live.update(superseded_at=clock.now())
