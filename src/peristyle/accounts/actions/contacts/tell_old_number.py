"""Tell the old number that it is no longer on record."""

from django.utils import translation
from django.utils.translation import gettext as _

from peristyle.accounts.models import ContactChange
from peristyle.kernel import institution, text_messages
from peristyle.kernel.tasks import task


@task(retries=3)
def tell_old_number(change_id: int) -> None:
    """A text without a link: the mail sent at the same time has one, and text messages are easily forged."""
    change = ContactChange.objects.select_related("account__person").get(pk=change_id)
    sender = text_messages.gateway()
    if sender is None or change.undone_at:
        return
    with translation.override(change.account.person.language):
        text = _("%(house)s : ce numéro n’est plus celui de votre compte. Ce n’était pas vous ? Lisez vos mails.") % {
            "house": institution.current().short_name
        }
    sender.send(change.old, text)
