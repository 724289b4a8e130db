"""Send the code that proves an address or a number to be somebody's."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from peristyle.accounts.models import ContactChange, ContactKind
from peristyle.accounts.rules.contacts import MAIL_LIVES, TEXT_LIVES
from peristyle.kernel import clock, institution, mail, text_messages
from peristyle.kernel.addresses import absolute
from peristyle.kernel.tasks import task
from peristyle.kernel.tokens import digest, new_code, new_token


@task(retries=5)
def send_confirmation(change_id: int) -> None:
    """Draw the secrets and send them, once; a change given up meanwhile needs none."""
    with transaction.atomic():
        waiting = ContactChange.objects.select_for_update(of=("self",)).select_related("account__person")
        change = waiting.filter(pk=change_id, sent_at=None, superseded_at=None, confirmed_at=None).first()
        if change is None:
            return
        by_mail = change.kind == ContactKind.EMAIL
        token, code = new_token(), new_code()
        change.token_digest = digest(token) if by_mail else None
        change.code_digest, change.sent_at = digest(code), clock.now()
        change.expires_at = change.sent_at + (MAIL_LIVES if by_mail else TEXT_LIVES)
        change.save(update_fields=["token_digest", "code_digest", "sent_at", "expires_at"])
        readable = f"{code[:4]} {code[4:]}"
        if by_mail:
            _mail(change, token, readable)
        else:
            _text(change, readable)


def _mail(change: ContactChange, token: str, code: str) -> None:
    person = change.account.person
    mail.send(
        "accounts/letters/confirm_address",
        change.new,
        person.language,
        person_id=person.pk,
        login=change.account.login,
        link=absolute("accounts:confirm_address", token),
        code=code,
        expires_at=change.expires_at,
    )


def _text(change: ContactChange, code: str) -> None:
    sender = text_messages.gateway()
    if sender is None:
        return
    with translation.override(change.account.person.language):
        text = _("%(house)s : votre code est %(code)s. Il est valable 10 minutes. Ne le donnez à personne.") % {
            "house": institution.current().short_name,
            "code": code,
        }
    sender.send(change.new, text)
