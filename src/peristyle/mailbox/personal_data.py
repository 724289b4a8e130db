"""What the mailbox knows of a person: where their mails were sent on."""

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.personal_data import Table
from peristyle.mailbox.models import MailRedirect

TABLES = (
    Table(
        "redirects",
        _("Redirections de mails"),
        {
            "address": _("Vers"),
            "keep_copy": _("Copie gardée"),
            "requested_at": _("Demandée le"),
            "confirmed_at": _("Confirmée le"),
            "ended_at": _("Arrêtée le"),
        },
        lambda person_id: MailRedirect.objects.filter(person_id=person_id),
    ),
)


def erase(person_id: int) -> None:
    """Forget every redirect of the person."""
    MailRedirect.objects.filter(person_id=person_id).delete()
