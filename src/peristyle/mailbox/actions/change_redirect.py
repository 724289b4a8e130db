"""Choose where one's university mails go, from one's account."""

from datetime import timedelta

from peristyle.accounts.public import Account, AlertKind, alert
from peristyle.kernel import clock
from peristyle.mailbox.actions.request_redirect import request_redirect
from peristyle.mailbox.models import MailRedirect

#: Nobody's mailbox is flooded with questions, whoever asks (attack A12).
ASKED_PER_HOUR = 5


class AskedTooOften(Exception):
    """Enough was asked within an hour by this person, or of this address."""


def change_redirect(account: Account, address: str, *, keep_copy: bool) -> MailRedirect:
    """Replace the redirect; the holder is told once it is in force, now or when the address has agreed.

    Raises AskedTooOften.
    """
    Account.objects.select_for_update().get(pk=account.pk)
    lately = MailRedirect.objects.filter(requested_at__gt=clock.now() - timedelta(hours=1))
    asked = max(lately.filter(person=account.person).count(), lately.filter(address__iexact=address).count())
    if asked >= ASKED_PER_HOUR:
        raise AskedTooOften
    redirect = request_redirect(account.person, address, keep_copy=keep_copy)
    if redirect.confirmed_at:
        alert(account, AlertKind.REDIRECT_SET, about=address)
    return redirect
