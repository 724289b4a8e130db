"""Send the activation mail."""

from peristyle.accounts.actions.send_link import send_link
from peristyle.accounts.models import LinkPurpose
from peristyle.accounts.queries import account_with_facts, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import enqueue_at, task


@task(retries=10)
def send_activation(account_id: int) -> None:
    """Mail a fresh activation link to whoever may activate now.

    « Un mail vous a été envoyé sur votre adresse de messagerie personnelle indiquée lors de votre inscription. Ce
    lien est valable 24h. » Somebody who is too early gets it when the 15 minutes are over.
    """
    account = account_with_facts(account_id)
    if account is None or not account.person.backup_email:
        return
    match state_of(account, clock.now()):
        case State.PENDING:
            enqueue_at(send_activation, account.activatable_at, account_id)
        case State.ACTIVATABLE:
            send_link(account, LinkPurpose.ACTIVATION, life=institution.current().accounts.activation_link_life)
        case _:
            return
