"""An agent who checked somebody's identity asks that they get their account back."""

from django.db import IntegrityError, transaction

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.actions.recovery.finish_wait import finish_wait
from peristyle.accounts.authority import has_power
from peristyle.accounts.models import Account, AlertKind, AssistedRecovery, IdentityDocument
from peristyle.accounts.words import masked
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import enqueue_at
from peristyle.people.public import Person


class RecoveryAlreadyWaits(Exception):
    """One at a time."""


class AgentsOwnAddress(Exception):
    """The address belongs to the agent: nobody recovers an account towards themselves."""


class NowhereToWrite(Exception):
    """No address is on record and none was given."""


def ask_recovery(
    account: Account,
    *,
    by: Person,
    document: IdentityDocument,
    note: str,
    new_address: str,
    resets_factors: bool,
) -> AssistedRecovery:
    """Take down what was checked, tell the person at every address known, and wait.

    Whoever has power over others is recovered by two agents only, however long one waits.
    Raises RecoveryAlreadyWaits, AgentsOwnAddress, NowhereToWrite.
    """
    person, rules = account.person, institution.current().accounts.assisted_recovery
    if not (new_address or person.backup_email):
        raise NowhereToWrite
    refuse_own_address(by, new_address)
    needs_two = has_power(person)
    now = clock.now()
    try:
        with transaction.atomic():
            recovery = AssistedRecovery.objects.create(
                account=account,
                document=document,
                note=note,
                new_address=new_address,
                resets_factors=resets_factors,
                needs_second_agent=needs_two,
                asked_by=by,
                asked_at=now,
                waits_until=now + (rules.patience if needs_two else rules.wait),
            )
    except IntegrityError as error:
        raise RecoveryAlreadyWaits from error
    record("accounts.ask_recovery", actor=by, subject=person, document=document, resets_factors=resets_factors)
    alert(account, AlertKind.RECOVERY_STARTED, about=masked(new_address) if new_address else "")
    enqueue_at(finish_wait, recovery.waits_until, recovery.pk)
    return recovery


def refuse_own_address(agent: Person, address: str) -> None:
    """Raises AgentsOwnAddress if the address is the agent's."""
    if address and address.lower() == agent.backup_email.lower():
        raise AgentsOwnAddress
