"""Another personal address or mobile number: confirmed by who receives there, told to who received before."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction
from django.test import override_settings

from peristyle.accounts.actions.contacts.ask_change import AskedTooOften, NothingToChange, OwnAddress, ask_change
from peristyle.accounts.actions.contacts.confirm_change import confirm_by_code, confirm_change
from peristyle.accounts.actions.contacts.remove_phone import remove_phone
from peristyle.accounts.actions.contacts.send_confirmation import send_confirmation
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead
from peristyle.accounts.models import Account, AlertLetter, ContactChange, MailedLink
from peristyle.accounts.queries import change_of_token
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.demo.models import DemoMail
from tests.accounts.contacts import EMAIL, PHONE, alerts_to, change_address, change_number, text_code
from tests.accounts.factories import account_in, fresh, reset_letter
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
NEW, NUMBER = "lea.nouvelle@example.org", "+33612345678"
PATIENCE = 30


@pytest.fixture
def account() -> Account:
    return account_in(State.ACTIVE)


def address_of(account: Account) -> str:
    return fresh(account).person.backup_email


# The address


def test_a_new_address_serves_only_once_its_code_is_typed(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    old = address_of(account)
    ask_change(account, EMAIL, NEW)
    run_due_tasks()
    assert address_of(account) == old

    confirm_by_code(fresh(account), EMAIL, outbox.to(NEW)[0].code)

    assert address_of(account) == NEW
    assert fresh(account).person.backup_email_verified_at is not None


def test_the_mailed_link_confirms_as_well(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    ask_change(account, EMAIL, NEW)
    run_due_tasks()
    token = secret_address_of(outbox)

    found = change_of_token(account, token)
    assert found is not None
    confirm_change(found)

    assert address_of(account) == NEW


def secret_address_of(outbox: Outbox) -> str:
    return outbox.to(NEW)[0].link("/compte/coordonnees/lien/").split("/")[-2]


def test_a_link_is_none_of_somebody_else_s_business(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    ask_change(account, EMAIL, NEW)
    run_due_tasks()

    assert change_of_token(account_in(State.ACTIVE), secret_address_of(outbox)) is None


def test_the_old_and_the_new_address_are_told_each_once(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    old = address_of(account)

    change_address(account, NEW, run_due_tasks)

    assert len(alerts_to(old)) == len(alerts_to(NEW)) == 1
    assert "l•••••@e•••••.org" in alerts_to(old)[0].text
    assert NEW not in alerts_to(old)[0].text


def test_no_secret_is_kept_nor_lies_in_the_queue(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    ask_change(account, EMAIL, NEW)
    run_due_tasks()

    kept = str(list(ContactChange.objects.values()))
    assert outbox.last.code not in kept
    assert secret_address_of(outbox) not in kept


def test_asking_again_kills_the_code_of_before(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    ask_change(account, EMAIL, NEW)
    run_due_tasks()
    ask_change(fresh(account), EMAIL, NEW)
    run_due_tasks()

    with pytest.raises(CodeRefused):
        confirm_by_code(fresh(account), EMAIL, outbox.to(NEW)[0].code)
    confirm_by_code(fresh(account), EMAIL, outbox.to(NEW)[1].code)


def test_a_code_lives_an_hour(account: Account, outbox: Outbox, run_due_tasks: RunDueTasks, at: Traveller) -> None:
    at("2026-10-05 10:00")
    ask_change(account, EMAIL, NEW)
    run_due_tasks()
    at.later(minutes=60)

    with pytest.raises(CodeRefused):
        confirm_by_code(fresh(account), EMAIL, outbox.last.code)


def test_a_code_is_not_sent_twice_by_a_task_taken_twice(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    change = ask_change(account, EMAIL, NEW)
    run_due_tasks()
    send_confirmation.enqueue(change.pk)
    run_due_tasks()

    assert len(outbox.to(NEW)) == 1


def test_the_university_s_own_mailboxes_are_refused(account: Account) -> None:
    with pytest.raises(OwnAddress):
        ask_change(account, EMAIL, account.login)


def test_the_present_confirmed_address_is_nothing_to_change(account: Account) -> None:
    with pytest.raises(NothingToChange):
        ask_change(account, EMAIL, address_of(account).upper())


def test_the_present_address_may_be_confirmed_and_nobody_is_alarmed(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE, person__backup_email=NEW, person__backup_email_verified_at=None)

    change_address(account, NEW, run_due_tasks)

    assert fresh(account).person.backup_email_verified_at is not None
    assert alerts_to(NEW) == []


def test_whoever_leaves_a_mailbox_leaves_no_reset_link_in_it(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    reset_letter(account)

    change_address(account, NEW, run_due_tasks)

    assert MailedLink.objects.get(account=account).superseded_at is not None


def test_a_first_address_is_told_to_the_new_one_alone(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE, person__backup_email="", person__backup_email_verified_at=None)

    change_address(account, NEW, run_due_tasks)

    assert [letter.sent_to for letter in AlertLetter.objects.all()] == [NEW]


def test_what_is_asked_and_done_is_written_down_without_the_address(
    account: Account, run_due_tasks: RunDueTasks
) -> None:
    change_address(account, NEW, run_due_tasks)

    entries = list(journal(subject=f"people.person:{account.person_id}"))
    actions = {entry.action for entry in entries}
    assert {"accounts.ask_contact_change", "accounts.change_contact"} <= actions
    assert not any(NEW in str(entry.details) for entry in entries)


# The number


def test_a_number_is_confirmed_by_the_code_of_a_text_message(account: Account, run_due_tasks: RunDueTasks) -> None:
    change_number(account, NUMBER, run_due_tasks)

    person = fresh(account).person
    assert person.phone == NUMBER
    assert person.phone_verified_at is not None


def test_a_text_message_s_code_lives_ten_minutes(account: Account, run_due_tasks: RunDueTasks, at: Traveller) -> None:
    at("2026-10-05 10:00")
    ask_change(account, PHONE, NUMBER)
    run_due_tasks()
    at.later(minutes=10)

    with pytest.raises(CodeRefused):
        confirm_by_code(fresh(account), PHONE, text_code(NUMBER))


def test_a_change_of_number_is_mailed_to_both_addresses_and_texted_to_the_old_number(
    account: Account, run_due_tasks: RunDueTasks
) -> None:
    change_number(account, NUMBER, run_due_tasks)
    AlertLetter.objects.all().delete()

    change_number(account, "+33756789012", run_due_tasks)

    assert {letter.sent_to for letter in AlertLetter.objects.all()} == {address_of(account), account.login}
    farewell = DemoMail.objects.filter(to=NUMBER).latest("pk").text
    assert "n’est plus celui de votre compte" in farewell
    assert "http" not in farewell


def test_a_number_taken_off_is_told_like_a_change(account: Account, run_due_tasks: RunDueTasks) -> None:
    change_number(account, NUMBER, run_due_tasks)
    AlertLetter.objects.all().delete()

    remove_phone(fresh(account))
    run_due_tasks()

    assert fresh(account).person.phone == ""
    assert AlertLetter.objects.count() == 2


def test_taking_off_what_is_not_there_tells_nobody(account: Account) -> None:
    remove_phone(account)

    assert not ContactChange.objects.exists()


def test_in_a_house_without_a_gateway_a_number_is_taken_down_unverified(account: Account) -> None:
    with override_settings(PERISTYLE_TEXT_MESSAGES=""):
        ask_change(account, PHONE, NUMBER)

    person = fresh(account).person
    assert person.phone == NUMBER
    assert person.phone_verified_at is None


def test_an_address_and_a_number_may_await_their_codes_at_once(
    account: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    ask_change(account, EMAIL, NEW)
    ask_change(fresh(account), PHONE, NUMBER)
    run_due_tasks()

    confirm_by_code(fresh(account), PHONE, text_code(NUMBER))
    confirm_by_code(fresh(account), EMAIL, outbox.to(NEW)[0].code)

    assert (address_of(account), fresh(account).person.phone) == (NEW, NUMBER)


# Limits


def test_the_sixth_question_of_an_hour_is_refused(account: Account, at: Traveller) -> None:
    at("2026-10-05 10:00")
    for number in range(5):
        ask_change(account, EMAIL, f"lea{number}@example.org")

    with pytest.raises(AskedTooOften):
        ask_change(account, EMAIL, NEW)

    at.later(hours=1)
    ask_change(account, EMAIL, NEW)


@pytest.mark.usefixtures("several_writers")
@pytest.mark.django_db(transaction=True)
def test_of_eight_confirmations_at_once_one_is_taken(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE)
    with transaction.atomic():
        ask_change(account, EMAIL, NEW)
    run_due_tasks()
    code, token = outbox.to(NEW)[0].code, secret_address_of(outbox)
    start, outcomes = Barrier(8, timeout=PATIENCE), []

    def confirm(number: int) -> None:
        try:
            start.wait()
            with transaction.atomic():
                if number % 2:
                    confirm_by_code(fresh(account), EMAIL, code)
                else:
                    change = change_of_token(account, token)
                    assert change is not None
                    confirm_change(change)
            outcomes.append("taken")
        except (CodeRefused, LinkDead):
            outcomes.append("dead")
        finally:
            connection.close()

    threads = [Thread(target=confirm, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)

    assert sorted(outcomes) == ["dead"] * 7 + ["taken"]
    assert address_of(account) == NEW
    assert AlertLetter.objects.count() == 2
