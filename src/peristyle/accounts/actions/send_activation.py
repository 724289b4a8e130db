"""Send the activation mail."""

from datetime import datetime

from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.models import Account, LinkPurpose, MailedLink
from peristyle.accounts.queries import account_with_facts, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import enqueue_at, task


@task(retries=10)
def send_activation(account_id: int, promised_at: str = "") -> None:
    """Mail a fresh activation link to whoever may activate now; what was `promised_at` an instant is sent once.

    « Un mail vous a été envoyé sur votre adresse de messagerie personnelle indiquée lors de votre inscription. Ce
    lien est valable 24h. » Somebody who is too early gets it when the 15 minutes are over: once, however often it was
    asked for until then (attack A6).
    """
    account = account_with_facts(account_id)
    if account is None or not account.person.backup_email:
        return
    match state_of(account, clock.now()):
        case State.PENDING:
            when_ready = account.activatable_at
            enqueue_at(send_activation, when_ready, account_id, promised_at or when_ready.isoformat())
        case State.ACTIVATABLE if not _kept(account, promised_at):
            send_link(account, LinkPurpose.ACTIVATION, life=institution.current().accounts.activation_link_life)
        case _:
            return


def _kept(account: Account, promised_at: str) -> bool:
    """Whether the promise is kept already: a worker may die between sending a mail and noting that it did."""
    links = MailedLink.objects.filter(account=account, purpose=LinkPurpose.ACTIVATION)
    if not promised_at:
        return False
    sent = links.filter(sent_at__gte=datetime.fromisoformat(promised_at), sent_to=account.person.backup_email)
    return sent.exists()
