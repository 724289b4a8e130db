"""Bring a recovery into force: the address, the factors, and a link that only the person receives."""

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.contacts.give_up_changes import give_up_changes
from peristyle.accounts.actions.factors.remove_factor import reset_factors
from peristyle.accounts.actions.reset_password import send_reset
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import Account, AlertKind, AssistedRecovery, ContactKind, MailedLink, Session
from peristyle.accounts.queries import account_with_facts, factors_of, state_of
from peristyle.accounts.rules.life_cycle import AWAITS_ACTIVATION, SIGNS_IN
from peristyle.accounts.words import masked
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person, set_backup_email

RECOVERABLE = SIGNS_IN | AWAITS_ACTIVATION


class NotWaiting(Exception):
    """It was carried out or cancelled, its time is over, or the account is shut."""


def carry_out(recovery: AssistedRecovery, *, by: Person | None) -> None:
    """Carry it out, once, whoever races: one statement decides. Raises NotWaiting.

    `by` is the second agent, or nobody when the wait is over.
    """
    # The account first, as whoever disowns does: the two wait for each other in one order.
    Account.objects.select_for_update().get(pk=recovery.account_id)
    account = account_with_facts(recovery.account_id)
    now = clock.now()
    if account is None or state_of(account, now) not in RECOVERABLE:
        raise NotWaiting
    live = AssistedRecovery.objects.filter(pk=recovery.pk, carried_out_at=None, cancelled_at=None)
    allowed = live.filter(waits_until__gt=now) if by else live.filter(waits_until__lte=now, needs_second_agent=False)
    if not allowed.update(carried_out_at=now, confirmed_by=by):
        raise NotWaiting
    recovery.refresh_from_db()
    Session.objects.filter(account=account).delete()
    MailedLink.objects.filter(account=account, used_at=None, superseded_at=None).update(superseded_at=now)
    record("accounts.carry_out_recovery", actor=by or recovery.asked_by, subject=account.person, second_agent=bool(by))
    if recovery.resets_factors and factors_of(account):
        reset_factors(account, by=by or recovery.asked_by)
    if recovery.new_address:
        _change_address(account, recovery)
    (send_activation if state_of(account, now) in AWAITS_ACTIVATION else send_reset).enqueue(account.pk)


def _change_address(account: Account, recovery: AssistedRecovery) -> None:
    person = account.person
    recovery.old_address, recovery.old_address_verified_at = person.backup_email, person.backup_email_verified_at
    recovery.save(update_fields=["old_address", "old_address_verified_at"])
    give_up_changes(account, ContactKind.EMAIL)
    set_backup_email(person, recovery.new_address)
    # The new mailbox receives the link; the others hear of it.
    known = [address for address in (recovery.old_address, account.login) if address]
    alert(account, AlertKind.BACKUP_EMAIL_CHANGED, about=masked(recovery.new_address), to=known)
