"""Forget one's mobile number."""

from peristyle.accounts.actions.contacts.apply_change import apply_change
from peristyle.accounts.actions.contacts.give_up_changes import give_up_changes
from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.kernel import clock


def remove_phone(account: Account) -> None:
    """Take the number off the file; it is told, and can be undone, like any other change."""
    give_up_changes(account, ContactKind.PHONE)
    if account.person.phone:
        change = ContactChange.objects.create(account=account, kind=ContactKind.PHONE, asked_at=clock.now())
        apply_change(change, verified=False)
