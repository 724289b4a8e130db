"""Changes of address and number, as their holders go through them."""

from collections.abc import Callable

from peristyle.accounts.actions.contacts.ask_change import ask_change
from peristyle.accounts.actions.contacts.confirm_change import confirm_by_code
from peristyle.accounts.models import Account, AlertLetter, ContactChange, ContactKind
from peristyle.accounts.queries import letter_of_token
from peristyle.demo.models import DemoMail
from tests.accounts.factories import fresh, secret_address
from tests.harness.letters import Letter, Outbox

RunDueTasks = Callable[..., list[str]]
EMAIL, PHONE = ContactKind.EMAIL, ContactKind.PHONE


def change_address(account: Account, new: str, run_due_tasks: RunDueTasks) -> ContactChange:
    """Have the account's address changed, from the question to the code, and its holder told."""
    change = ask_change(fresh(account), EMAIL, new)
    run_due_tasks()
    confirm_by_code(fresh(account), EMAIL, Outbox().to(new)[-1].code)
    run_due_tasks()
    change.refresh_from_db()
    return change


def text_code(number: str) -> str:
    """The code of the last text message to a number."""
    text = DemoMail.objects.filter(to=number).latest("pk").text
    return "".join(character for character in text.split(".")[0] if character.isdigit())


def change_number(account: Account, new: str, run_due_tasks: RunDueTasks) -> ContactChange:
    """Have the account's number changed, from the question to the code, and its holder told."""
    change = ask_change(fresh(account), PHONE, new)
    run_due_tasks()
    confirm_by_code(fresh(account), PHONE, text_code(new))
    run_due_tasks()
    change.refresh_from_db()
    return change


def not_me(letter: Letter) -> AlertLetter:
    """The alert whose link this letter carries."""
    found = letter_of_token(secret_address(letter).split("/")[2])
    assert found is not None
    return found


def alerts_to(address: str) -> list[Letter]:
    """The alerts that a mailbox received, oldest first."""
    return [letter for letter in Outbox().to(address) if any("/pas-moi/" in link for link in letter.links)]
