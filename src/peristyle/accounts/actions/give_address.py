"""Give the personal address of an account that was never activated, from outside."""

from datetime import timedelta

from peristyle.accounts.actions.contacts.apply_change import apply_change
from peristyle.accounts.actions.contacts.ask_change import AskedTooOften
from peristyle.accounts.actions.contacts.give_up_changes import give_up_changes
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.contacts import ASKED_PER_HOUR
from peristyle.accounts.rules.life_cycle import AWAITS_ACTIVATION
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import set_backup_email


class AddressFixed(Exception):
    """The account was activated, or no INE is on record: the assistance sees to the address."""


def may_give_address(account: Account) -> bool:
    """Whether the INE opens this way: on record, and for an account that was never activated.

    Whoever has an active account would lose it to somebody who knows three facts: they go through a recovery.
    """
    return bool(account.person.national_id) and state_of(account, clock.now()) in AWAITS_ACTIVATION


def give_address(account: Account, address: str) -> None:
    """Take down the address of whoever proved their INE, and send the activation mail there.

    An address that stood on record is told, and can take the change back for 72 hours (attack A9).
    Raises AddressFixed, AskedTooOften.
    """
    if not may_give_address(account):
        raise AddressFixed
    person, now = account.person, clock.now()
    if not person.backup_email:
        set_backup_email(person, address)
        record("accounts.give_address", subject=person)
    elif address.lower() != person.backup_email.lower():
        lately = ContactChange.objects.filter(account=account, asked_at__gt=now - timedelta(hours=1))
        if lately.count() >= ASKED_PER_HOUR:
            raise AskedTooOften
        give_up_changes(account, ContactKind.EMAIL)
        change = ContactChange.objects.create(
            account=account, kind=ContactKind.EMAIL, old=person.backup_email, new=address, asked_at=now
        )
        apply_change(change, verified=False)
    send_activation.enqueue(account.pk)
