"""Undo recent changes of address and number, for whoever says that they made none."""

from datetime import datetime

from django.utils.translation import gettext as _

from peristyle.accounts.actions.contacts.apply_change import write_contact
from peristyle.accounts.actions.contacts.give_up_changes import give_up_changes
from peristyle.accounts.models import Account, ContactChange, ContactKind
from peristyle.accounts.queries import present_contact
from peristyle.accounts.words import masked
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import masked_number


def undo_address_changes(account: Account, _since: datetime) -> str | None:
    """Restore the address of before; a sentence when there was one to restore."""
    restored = _undo(account, ContactKind.EMAIL)
    if restored is None:
        return None
    if not restored:
        return _("L’adresse personnelle ajoutée récemment a été retirée.")
    return _("Votre adresse personnelle est de nouveau %(address)s.") % {"address": masked(restored)}


def undo_number_changes(account: Account, _since: datetime) -> str | None:
    """Restore the number of before; a sentence when there was one to restore."""
    restored = _undo(account, ContactKind.PHONE)
    if restored is None:
        return None
    if not restored:
        return _("Le numéro de mobile ajouté récemment a été retiré.")
    return _("Votre numéro de mobile est de nouveau %(number)s.") % {"number": masked_number(restored)}


def _undo(account: Account, kind: ContactKind) -> str | None:
    """What was restored: the value before the first change that can be undone, however many followed it.

    A value that somebody else wrote since (an agent, after an identity check) stays.
    """
    give_up_changes(account, kind)
    now = clock.now()
    undoable = ContactChange.objects.filter(account=account, kind=kind, undone_at=None, undo_until__gt=now)
    changes = list(undoable.order_by("confirmed_at", "id"))
    if not changes or present_contact(account, kind).value != changes[-1].new:
        return None
    undoable.update(undone_at=now)
    write_contact(account.person, kind, changes[0].old, verified_at=changes[0].old_verified_at)
    record("accounts.undo_contact_changes", subject=account.person, kind=kind, changes=len(changes))
    return changes[0].old
