"""Mail somebody their identifier."""

from datetime import timedelta

from peristyle.accounts.models import Account
from peristyle.accounts.rules.links import MAILS_PER_HOUR
from peristyle.audit.public import journal, record
from peristyle.kernel import clock
from peristyle.people.public import write_to


def send_login(account: Account) -> None:
    """Mail the identifier to the personal address on record, five times an hour at most."""
    person = account.person
    sent = journal(action="accounts.send_login", subject=f"people.person:{person.pk}")
    if sent.filter(at__gt=clock.now() - timedelta(hours=1)).count() >= MAILS_PER_HOUR:
        return
    record("accounts.send_login", subject=person)
    write_to(person, "accounts/letters/login", login=account.login)
