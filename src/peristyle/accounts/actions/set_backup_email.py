"""Give the personal address of somebody who has none on record."""

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.prove_identity import IdentityRefused
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import Account
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import AWAITS_ACTIVATION
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import check_national_id, set_backup_email


def may_give_backup_email(account: Account) -> bool:
    """Whether the INE opens this way: no address on record, and an account that was never activated.

    Whoever has an active account would lose it to somebody who knows these three facts: they go to the assistance.
    """
    person = account.person
    lacks_address = bool(person.national_id) and not person.backup_email
    return lacks_address and state_of(account, clock.now()) in AWAITS_ACTIVATION


def set_first_backup_email(account: Account, *, national_id: str, address: str) -> None:
    """Take down the address, and send the activation mail there, if the INE is theirs.

    An identifier is guessable and a birth date too: where no address is on record, the INE is asked as well.
    Raises TooManyTries, IdentityRefused (also where `may_give_backup_email` says no).
    """
    person = account.person
    throttle.check_wait("national id", str(person.pk))
    if not may_give_backup_email(account) or check_national_id(national_id).value != person.national_id:
        throttle.count_failure("national id", str(person.pk))
        record("accounts.refuse_backup_email", subject=person)
        raise IdentityRefused
    set_backup_email(person, address)
    record("accounts.set_first_backup_email", subject=person)
    send_activation.enqueue(account.pk)
