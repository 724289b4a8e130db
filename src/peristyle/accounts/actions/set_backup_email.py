"""Give the personal address of somebody who has none on record."""

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.prove_identity import IdentityRefused
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.models import Account
from peristyle.audit.public import record
from peristyle.people.public import check_national_id, set_backup_email


def set_first_backup_email(account: Account, *, national_id: str, address: str) -> None:
    """Take down the address, and send the activation mail there, if the INE is theirs.

    An identifier is guessable and a birth date too: where no address is on record, the INE is asked as well.
    Raises TooManyTries, IdentityRefused (also when an address is on record already).
    """
    person = account.person
    throttle.check_wait("national id", str(person.pk))
    if person.backup_email or not person.national_id or check_national_id(national_id).value != person.national_id:
        throttle.count_failure("national id", str(person.pk))
        record("accounts.refuse_backup_email", subject=person)
        raise IdentityRefused
    set_backup_email(person, address)
    record("accounts.set_first_backup_email", subject=person)
    send_activation.enqueue(account.pk)
