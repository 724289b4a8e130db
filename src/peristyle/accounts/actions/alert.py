"""Tell somebody what happened to their account, with the way to say « Ce n’était pas moi »."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.functional import lazy

from peristyle.accounts.alert_words import WORDS
from peristyle.accounts.models import Account, AlertKind, AlertLetter, SecurityAlert
from peristyle.accounts.places import place_in_words
from peristyle.kernel import clock, mail, origins
from peristyle.kernel.addresses import absolute
from peristyle.kernel.tasks import task
from peristyle.kernel.tokens import digest, new_token

ANSWERABLE_FOR = timedelta(days=7)


def alert(account: Account, kind: AlertKind, *, about: str = "", to: Iterable[str] | None = None) -> SecurityAlert:
    """Have the holder told of `kind` at each of their mailboxes (or at those of `to`); `about` says what in words.

    Belongs in the transaction of the act. The address of the present request is told as well.
    """
    made = SecurityAlert.objects.create(
        account=account, kind=kind, about=about[:200], origin=origins.present.get(), at=clock.now()
    )
    addresses = {address.lower() for address in (mailboxes_of(account) if to is None else to)}
    letters = AlertLetter.objects.bulk_create(AlertLetter(alert=made, sent_to=each) for each in sorted(addresses))
    for letter in letters:
        send_alert.enqueue(letter.pk)
    return made


def mailboxes_of(account: Account) -> list[str]:
    """Where the holder can be written to: their personal address, and the university's once the account is active."""
    personal = account.person.backup_email
    return [*([personal] if personal else []), *([account.login] if hasattr(account, "activation") else [])]


@task(retries=10)
def send_alert(letter_id: int) -> None:
    """Draw the secret of one letter and send it, once; an alert answered meanwhile needs no more letters."""
    with transaction.atomic():
        waiting = AlertLetter.objects.select_for_update(of=("self",)).select_related("alert__account__person")
        letter = waiting.filter(pk=letter_id, sent_at=None, alert__answered_at=None).first()
        if letter is None:
            return
        token, now = new_token(), clock.now()
        letter.token_digest, letter.sent_at, letter.expires_at = digest(token), now, now + ANSWERABLE_FOR
        letter.save(update_fields=["token_digest", "sent_at", "expires_at"])
        told = letter.alert
        person = told.account.person
        mail.send(
            "accounts/letters/alert",
            letter.sent_to,
            person.language,
            person_id=person.pk,
            given_name=person.shown_given_name,
            login=told.account.login,
            words=WORDS[AlertKind(told.kind)],
            alert=told,
            place=lazy(place_in_words, str)(told.origin) if told.origin else "",
            link=absolute("accounts:not_me", token),
            expires_at=letter.expires_at,
        )
