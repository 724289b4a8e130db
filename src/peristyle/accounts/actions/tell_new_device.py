"""Tell somebody that their account was opened from a browser it did not know."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from peristyle.accounts.actions.alert import alert
from peristyle.accounts.browsers import browser_in_words
from peristyle.accounts.models import Account, AlertKind
from peristyle.accounts.queries import has_signed_in_before
from peristyle.accounts.rules.browsers import browser_of
from peristyle.kernel import origins
from peristyle.kernel.tasks import task


@task(retries=10)
def tell_new_device(account_id: int, device: str, address: str, at: str) -> None:
    """Alert the holder, apart from the sign-in itself: a wave of them waits for no letter.

    The first sign-in of all is theirs, and is not told. `at` is the instant of this one.
    """
    account = Account.objects.select_related("person", "activation").filter(pk=account_id).first()
    if account is None or not has_signed_in_before(account, datetime.fromisoformat(at)):
        return
    with translation.override(account.person.language):
        about = browser_in_words(browser_of(device))
    origin = origins.present.set(address)
    try:
        with transaction.atomic():
            alert(account, AlertKind.NEW_DEVICE, about=about)
    finally:
        origins.present.reset(origin)
