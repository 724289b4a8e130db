"""The owner of an address agrees to receive somebody's university mails."""

from peristyle.accounts.public import AlertKind, account_of_person, alert
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tokens import digest
from peristyle.mailbox.models import MailRedirect


class ConfirmationDead(Exception):
    """The link was used already, is too old, or the redirect was replaced."""


def confirm_redirect(token: str) -> MailRedirect:
    """Bring the redirect into force, once, and tell the holder. Raises ConfirmationDead."""
    now = clock.now()
    awaited = MailRedirect.objects.filter(
        token_digest=digest(token), confirmed_at=None, ended_at=None, expires_at__gt=now
    )
    if not awaited.update(confirmed_at=now):
        raise ConfirmationDead
    redirect = MailRedirect.objects.select_related("person").get(token_digest=digest(token))
    record("mailbox.confirm_redirect", subject=redirect.person)
    account = account_of_person(redirect.person_id)
    if account:
        alert(account, AlertKind.REDIRECT_SET, about=redirect.address)
    return redirect
