"""Mail somebody their identifier."""

from peristyle.accounts.models import Account
from peristyle.audit.public import record
from peristyle.kernel import mail


def send_login(account: Account) -> None:
    """Mail the identifier to the personal address on record."""
    person = account.person
    record("accounts.send_login", subject=person)
    mail.post(
        "accounts/letters/login",
        person.backup_email,
        person.language,
        person_id=person.pk,
        given_name=person.shown_given_name,
        login=account.login,
    )
