"""What may be tried against personal addresses and numbers: guess, swap, divert, flood (facts/identity.md, group A)."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from peristyle.accounts.actions.contacts.ask_change import AskedTooOften, ask_change
from peristyle.accounts.actions.contacts.confirm_change import confirm_by_code
from peristyle.accounts.actions.reset_password import send_reset
from peristyle.accounts.actions.use_link import CodeRefused
from peristyle.accounts.models import Account, AlertLetter, ContactChange, MailedLink, SecurityAlert
from peristyle.accounts.rules.life_cycle import State
from tests.accounts.contacts import EMAIL, PHONE, alerts_to, change_address
from tests.accounts.factories import account_in, fresh, secret_address
from tests.harness.inhabitants import signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
THIEF = "voleur@example.org"
CHANGE, CODE = "/compte/coordonnees/adresse/", "/compte/coordonnees/adresse/code/"
CHOICE = "/compte/redirection/choix/"


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE)


def address_of(account: Account) -> str:
    return fresh(account).person.backup_email


# A7: codes are not guessed


def test_a7_the_fifth_wrong_code_kills_the_right_one(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    ask_change(account, EMAIL, THIEF)
    run_due_tasks()
    right = outbox.last.code
    wrong = f"{(int(right) + 1) % 10**8:08}"

    for _ in range(5):
        with pytest.raises(CodeRefused):
            confirm_by_code(fresh(account), EMAIL, wrong)

    with pytest.raises(CodeRefused):
        confirm_by_code(fresh(account), EMAIL, right)
    assert address_of(account) != THIEF


def test_a7_a_code_that_was_never_sent_is_not_guessed_by_an_empty_one(account: Account) -> None:
    ask_change(account, EMAIL, THIEF)

    for typed in ("", "   ", "abc"):
        with pytest.raises(CodeRefused):
            confirm_by_code(fresh(account), EMAIL, typed)


# A8: nothing of a form says whose, or where to


@pytest.mark.parametrize("field", ["account", "person", "person_id", "change", "kind", "old", "address", "email", "to"])
def test_a8_hidden_fields_change_nobody_else_s_address(
    field: str, account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    victim = account_in(State.ACTIVE)
    before = address_of(victim)
    browser = signed_in(account.person)

    browser.post(CHANGE, {"new": "moi@example.org", field: str(victim.pk)})
    run_due_tasks()
    browser.post(CODE, {"code": outbox.last.code, field: str(victim.pk), "new": THIEF})

    assert address_of(victim) == before
    assert address_of(account) == "moi@example.org"
    assert not outbox.to(THIEF)


def test_a8_the_code_page_confirms_the_address_that_was_mailed_whatever_is_posted(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    browser = signed_in(account.person)
    browser.post(CHANGE, {"new": "moi@example.org"})
    run_due_tasks()

    browser.post(CODE, {"code": outbox.last.code, "new": THIEF, "address": THIEF})

    assert address_of(account) == "moi@example.org"


def test_a8_a_code_received_by_one_kind_does_not_confirm_the_other(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    ask_change(account, EMAIL, "moi@example.org")
    ask_change(fresh(account), PHONE, "+33612345678")
    run_due_tasks()

    with pytest.raises(CodeRefused):
        confirm_by_code(fresh(account), PHONE, outbox.to("moi@example.org")[0].code)


def test_a8_the_mailed_link_of_one_account_confirms_nothing_in_another(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    victim = account_in(State.ACTIVE)
    before = address_of(victim)
    ask_change(account, EMAIL, THIEF)
    run_due_tasks()
    link = outbox.to(THIEF)[0].link("/compte/coordonnees/lien/")

    assert signed_in(victim.person).post(link).status_code == 410

    assert address_of(victim) == before
    assert address_of(account) != THIEF


def test_a8_a_stranger_who_received_somebody_s_link_by_mistake_cannot_confirm_it(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    ask_change(account, EMAIL, "faute.de.frappe@example.org")
    run_due_tasks()
    link = outbox.last.link("/compte/coordonnees/lien/")

    response = PageClient().post(link)

    assert response.headers["Location"].startswith(reverse("accounts:sign_in"))
    assert address_of(account) != "faute.de.frappe@example.org"


# A9: mails go to the address on record; another one must prove itself, and the old one is told


def test_a9_until_it_has_proved_itself_a_new_address_receives_nothing_else(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    own = address_of(account)
    ask_change(account, EMAIL, THIEF)
    run_due_tasks()

    send_reset.enqueue(account.pk)
    run_due_tasks()

    assert len(outbox.to(THIEF)) == 1
    assert MailedLink.objects.get().sent_to == own


def test_a9_a_thief_s_address_is_told_to_the_old_one_which_takes_it_back_for_three_days(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks, at: Traveller
) -> None:
    at("2026-10-05 10:00")
    own = address_of(account)
    change_address(account, THIEF, run_due_tasks)
    link = secret_address(alerts_to(own)[-1])
    at.later(hours=71)

    PageClient().post(link)

    assert address_of(account) == own


def test_a9_looking_at_the_link_takes_nothing_back(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    own = address_of(account)
    change_address(account, THIEF, run_due_tasks)
    link = secret_address(alerts_to(own)[-1])

    for method in ("get", "head", "options"):
        getattr(PageClient(), method)(link)

    assert address_of(account) == THIEF
    assert not SecurityAlert.objects.exclude(answered_at=None).exists()


def test_a9_the_thief_cannot_answer_in_the_holder_s_place_without_the_secret(account: Account) -> None:
    assert PageClient().post(f"/pas-moi/{'A' * 43}/").status_code == 410


def test_a9_whoever_only_sits_at_an_open_computer_changes_nothing(account: Account, at: Traveller) -> None:
    at.later(minutes=0)
    browser = signed_in(account.person)
    at.later(minutes=11)

    response = browser.post(CHANGE, {"new": THIEF})

    assert response.headers["Location"].startswith(reverse("accounts:prove_again"))
    assert not ContactChange.objects.exists()


# A12: no mailbox and no telephone is flooded


def test_a12_one_person_cannot_flood_mailboxes(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    browser = signed_in(account.person)
    for number in range(12):
        browser.post(CHANGE, {"new": f"victime{number}@example.org"})
        run_due_tasks()

    assert len(outbox) == 5


def test_a12_many_accounts_cannot_flood_one_mailbox(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    refused = 0
    for number in range(8):
        try:
            ask_change(account_in(State.ACTIVE), EMAIL, "Victime@example.org" if number % 2 else "victime@EXAMPLE.org")
        except AskedTooOften:
            refused += 1
    run_due_tasks()

    assert len(outbox) == 5
    assert refused == 3


def test_a12_nor_one_telephone(account: Account) -> None:
    for _ in range(5):
        ask_change(account, PHONE, "+33612345678")

    with pytest.raises(AskedTooOften):
        ask_change(account_in(State.ACTIVE), PHONE, "+33612345678")


def test_a12_nor_a_mailbox_by_questions_about_a_redirect(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    answers = [
        signed_in(account_in(State.ACTIVE).person).post(
            "/compte/redirection/choix/", {"address": "victime@example.org"}
        )
        for _ in range(7)
    ]
    run_due_tasks()

    assert [answer.status_code for answer in answers[5:]] == [429, 429]
    assert len(outbox.to("victime@example.org")) == 5


def test_a12_the_limit_says_the_same_whoever_asked_before(account: Account) -> None:
    for number in range(5):
        ask_change(account, EMAIL, f"victime{number}@example.org")
    for _ in range(5):
        ask_change(account_in(State.ACTIVE), EMAIL, "victime@example.org")

    by_person = signed_in(account.person).post(CHANGE, {"new": "autre@example.org"})
    by_address = signed_in(account_in(State.ACTIVE).person).post(CHANGE, {"new": "victime@example.org"})

    assert by_person.status_code == by_address.status_code == 429
    assert AlertLetter.objects.count() == 0
