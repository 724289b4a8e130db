"""The INE opens the way to a personal address, for an account that was never activated."""

from collections.abc import Callable

import pytest

from peristyle.accounts.actions.contacts.ask_change import AskedTooOften
from peristyle.accounts.actions.disown import disown
from peristyle.accounts.actions.give_address import AddressFixed, give_address
from peristyle.accounts.actions.use_link import link_state
from peristyle.accounts.models import Account, LinkPurpose
from peristyle.accounts.queries import letter_of_token, newest_link
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import LinkState
from tests.accounts.factories import account_in, activation_letter, fresh, link_of
from tests.harness.letters import Outbox

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
INE = "0702004567B"


def without_address(state: State = State.ACTIVATABLE) -> Account:
    return account_in(state, person__national_id=INE, person__backup_email="", person__backup_email_verified_at=None)


def test_a_first_address_receives_the_activation_mail(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = without_address()

    give_address(account, "lea@example.net")
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]
    account.person.refresh_from_db()
    assert account.person.backup_email_verified_at is None


def test_a_wrong_address_is_replaced_and_hears_of_it(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVATABLE, person__national_id=INE, person__backup_email="wrong@example.net")
    sent_to_the_wrong_one = link_of(activation_letter(account))

    give_address(account, "lea@example.net")
    run_due_tasks()

    (told,) = outbox.to("wrong@example.net")[1:]
    assert told.link("/pas-moi/")
    assert any(letter.link("/activation/") for letter in outbox.to("lea@example.net") if "/activation/" in letter.text)
    sent_to_the_wrong_one.refresh_from_db()
    assert link_state(sent_to_the_wrong_one) == LinkState.SUPERSEDED


def test_whoever_owned_the_old_address_takes_it_back_and_the_links_sent_elsewhere_die(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    account = account_in(State.ACTIVATABLE, person__national_id=INE, person__backup_email="lea@example.net")
    give_address(account, "eve@example.net")
    run_due_tasks()

    letter = letter_of_token(outbox.to("lea@example.net")[0].link("/pas-moi/").split("/")[2])
    assert letter
    disown(letter)

    assert fresh(account).person.backup_email == "lea@example.net"
    link = newest_link(account.person_id, LinkPurpose.ACTIVATION)
    assert link
    assert link_state(link) == LinkState.SUPERSEDED


@pytest.mark.parametrize("state", [State.ACTIVE, State.CLOSING, State.SUSPENDED, State.CLOSED])
def test_the_holder_of_an_activated_account_is_not_robbed_of_it_by_who_knows_three_facts(state: State) -> None:
    with pytest.raises(AddressFixed):
        give_address(without_address(state), "eve@example.net")


def test_who_has_no_ine_on_record_gives_no_address_from_outside() -> None:
    with pytest.raises(AddressFixed):
        give_address(account_in(State.ACTIVATABLE, person__backup_email=""), "eve@example.net")


def test_the_same_address_again_only_sends_the_mail_again(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVATABLE, person__national_id=INE, person__backup_email="lea@example.net")

    give_address(account, "Lea@example.net")
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]


def test_addresses_are_not_tried_one_after_the_other() -> None:
    account = account_in(State.ACTIVATABLE, person__national_id=INE)

    for number in range(5):
        give_address(fresh(account), f"lea{number}@example.com")
    with pytest.raises(AskedTooOften):
        give_address(fresh(account), "lea5@example.com")
