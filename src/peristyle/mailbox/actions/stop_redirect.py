"""Stop sending university mails on."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from peristyle.accounts.public import Account
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.mailbox.models import MailRedirect
from peristyle.people.public import Person


def stop_redirect(person: Person) -> None:
    """End the redirect, in force or not: mails stay in the university's mailbox."""
    if MailRedirect.objects.filter(person=person, ended_at=None).update(ended_at=clock.now()):
        record("mailbox.stop_redirect", actor=person, subject=person)


def stop_recent_redirect(account: Account, since: datetime) -> str | None:
    """End a redirect set since an instant, for whoever says that it was not them; a sentence when there was one."""
    recent = MailRedirect.objects.filter(
        Q(requested_at__gte=since) | Q(confirmed_at__gte=since), person_id=account.person_id, ended_at=None
    )
    if not recent.update(ended_at=clock.now()):
        return None
    record("mailbox.stop_redirect", subject=account.person)
    return _("La redirection de vos mails est arrêtée.")
