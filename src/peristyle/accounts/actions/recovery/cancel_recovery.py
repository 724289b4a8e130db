"""Cancel a recovery: by an agent, or by the person who says « Ce n’était pas moi »."""

from datetime import datetime

from django.utils.translation import gettext as _

from peristyle.accounts.actions.recovery.carry_out import NotWaiting
from peristyle.accounts.models import Account, AssistedRecovery
from peristyle.accounts.queries import recoveries_waiting
from peristyle.accounts.words import masked
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person, set_backup_email


def cancel_recovery(recovery: AssistedRecovery, *, by: Person | None) -> None:
    """Cancel it, once, whoever races. Raises NotWaiting. `by` is an agent; the person and the house are nobody."""
    if not recoveries_waiting().filter(pk=recovery.pk).update(cancelled_at=clock.now(), cancelled_by=by):
        raise NotWaiting
    record("accounts.cancel_recovery", actor=by, subject=recovery.account.person)


def reclaim_recovery(account: Account, since: datetime) -> str | None:
    """« Ce n’était pas moi »: what waits is cancelled; an address that a recovery brought since is taken back."""
    waiting = recoveries_waiting().filter(account=account).first()
    if waiting:
        cancel_recovery(waiting, by=None)
        return _("La récupération demandée à l’assistance est annulée.")
    brought = AssistedRecovery.objects.filter(account=account, carried_out_at__gte=since, undone_at=None)
    recovery = brought.exclude(new_address="").order_by("-carried_out_at").first()
    person = account.person
    if recovery is None or person.backup_email != recovery.new_address:
        return None
    brought.update(undone_at=clock.now())
    set_backup_email(person, recovery.old_address, verified_at=recovery.old_address_verified_at)
    record("accounts.undo_recovery", subject=person)
    if not recovery.old_address:
        return _("L’adresse personnelle donnée à l’assistance a été retirée.")
    return _("Votre adresse personnelle est de nouveau %(address)s.") % {"address": masked(recovery.old_address)}
