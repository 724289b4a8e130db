"""« Ce n’était pas moi »: shut the thief out, take back what was changed, start the recovery."""

from dataclasses import dataclass

from django.db.models import Q

from peristyle.accounts.actions.reset_password import send_reset
from peristyle.accounts.actions.use_link import LinkDead
from peristyle.accounts.models import Account, AlertLetter, MailedLink, RememberedDevice, SecurityAlert, Session
from peristyle.accounts.queries import letter_state
from peristyle.accounts.reclaiming import reclaims
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.rules.reclaiming import suspect_since
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.services import Text


@dataclass(frozen=True)
class Disowned:
    """What was done: where the recovery mail goes, and a sentence for each thing taken back."""

    account: Account
    recovery_address: str
    done: list[Text]


def disown(letter: AlertLetter) -> Disowned:
    """End sessions, undo recent changes, disable the password, mail a reset link to the trusted address. Once.

    Remembered browsers are forgotten too: the thief's may be one of them.

    Raises LinkDead. The other alerts of the account are answered with this one, so that a second click on an older
    mail does not shut out whoever has just come back.
    """
    now = clock.now()
    told = letter.alert
    account = Account.objects.select_for_update(of=("self",)).select_related("person").get(pk=told.account_id)
    if letter_state(letter) != LinkState.USABLE:
        raise LinkDead(letter_state(letter))
    if not SecurityAlert.objects.filter(pk=told.pk, answered_at=None).update(answered_at=now):
        raise LinkDead(LinkState.USED)
    SecurityAlert.objects.filter(account=account, answered_at=None).update(answered_at=now)
    for table in (Session, RememberedDevice):
        table.objects.filter(account=account).delete()
    account.set_unusable_password()
    account.save(update_fields=["password"])
    since = suspect_since(told.at, now)
    done = [sentence for reclaim in reclaims() if (sentence := reclaim(account, since))]
    account.person.refresh_from_db()
    _kill_links_elsewhere(account)
    record("accounts.disown", subject=account.person, kind=told.kind, fact_at=told.at.isoformat())
    if account.person.backup_email:
        send_reset.enqueue(account.pk)
    return Disowned(account, account.person.backup_email, done)


def _kill_links_elsewhere(account: Account) -> None:
    # One that already lies in the trusted mailbox stays: the hourly limit may hold the next one back.
    live = MailedLink.objects.filter(account=account, superseded_at=None, used_at=None)
    live.filter(~Q(sent_to__iexact=account.person.backup_email)).update(superseded_at=clock.now())
