"""Reading redirects."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.services import HomeItem
from peristyle.kernel.tokens import digest
from peristyle.mailbox.models import MailRedirect
from peristyle.people.public import Person


def awaited_redirect(token: str) -> MailRedirect | None:
    """The redirect that this link would confirm now."""
    return (
        MailRedirect.objects.select_related("person")
        .filter(token_digest=digest(token), confirmed_at=None, ended_at=None, expires_at__gt=clock.now())
        .first()
    )


def present_redirect(person_id: int) -> MailRedirect | None:
    """The redirect that is wanted, in force or awaiting its confirmation."""
    return MailRedirect.objects.filter(person_id=person_id, ended_at=None).first()


def awaited_confirmations(person: Person) -> Iterable[HomeItem]:
    """The home's reminder of a redirect that is not in force yet."""
    for redirect in MailRedirect.objects.filter(person=person, ended_at=None, confirmed_at=None):
        yield HomeItem(
            title=_("Confirmer la redirection de vos mails"),
            detail=_("Ouvrez le mail envoyé à %(address)s et suivez son lien.") % {"address": redirect.address},
            icon="mail",
        )
