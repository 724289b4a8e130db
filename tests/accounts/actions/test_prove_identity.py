"""Number and birth date, never the identifier alone; the INE where no address is known."""

from collections.abc import Callable
from datetime import date

import pytest

from peristyle.accounts.actions.prove_identity import IdentityRefused, prove_identity
from peristyle.accounts.actions.send_login import send_login
from peristyle.accounts.actions.set_backup_email import set_first_backup_email
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.models import Account
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import MAILS_PER_HOUR
from peristyle.audit.public import journal
from tests.accounts.factories import PersonFactory, account_in, coming_from
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
BORN, NOT_BORN = date(2007, 3, 14), date(2007, 3, 15)
INE, ANOTHER_INE = "0702004567B", "0702004568C"


def without_address(state: State = State.ACTIVATABLE) -> Account:
    return account_in(state, person__national_id=INE, person__backup_email="", person__backup_email_verified_at=None)


@pytest.mark.parametrize("typed", ["21904567", " 21904567 ", "21904567\t"])
def test_number_and_birth_date_prove_who_one_is(typed: str) -> None:
    person = PersonFactory.create(student_number="21904567")

    assert prove_identity(typed, BORN) == person


@pytest.mark.parametrize("typed", ["P0012345", "p0012345"])
def test_the_staff_have_a_number_too(typed: str) -> None:
    person = PersonFactory.create(student_number=None, staff_number="P0012345")

    assert prove_identity(typed, BORN) == person


@pytest.mark.parametrize(
    ("number", "born"), [("21904567", NOT_BORN), ("21904568", BORN), ("", BORN), ("lea.martin", BORN)]
)
def test_anything_else_is_refused_in_one_way(number: str, born: date) -> None:
    PersonFactory.create(student_number="21904567")

    with pytest.raises(IdentityRefused):
        prove_identity(number, born)


def test_birth_dates_may_not_be_tried_one_after_the_other() -> None:
    PersonFactory.create(student_number="21904567")

    with coming_from("203.0.113.9"):
        for day in range(15, 20):
            with pytest.raises(IdentityRefused):
                prove_identity("21904567", date(2007, 3, day))
        with pytest.raises(TooManyTries):
            prove_identity("21904567", BORN)


def test_the_journal_tells_what_was_tried_but_no_birth_date() -> None:
    with pytest.raises(IdentityRefused):
        prove_identity("21904567", NOT_BORN)

    assert journal(action="accounts.refuse_identity").get().details == {"typed_number": "21904567"}


# The first personal address


@pytest.mark.parametrize("typed", [INE, INE.lower(), "0702 0045 67B", "0702-004-567-b"])
def test_the_ine_opens_the_way_to_a_first_address(typed: str, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = without_address()

    set_first_backup_email(account, national_id=typed, address="lea@example.net")
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]
    account.person.refresh_from_db()
    assert account.person.backup_email_verified_at is None


def test_somebody_elses_ine_does_not() -> None:
    account = without_address()

    with pytest.raises(IdentityRefused):
        set_first_backup_email(account, national_id=ANOTHER_INE, address="eve@example.net")

    account.person.refresh_from_db()
    assert account.person.backup_email == ""


def test_an_address_on_record_is_never_replaced_from_outside() -> None:
    account = account_in(State.ACTIVATABLE, person__national_id=INE)

    with pytest.raises(IdentityRefused):
        set_first_backup_email(account, national_id=INE, address="eve@example.net")


@pytest.mark.parametrize("state", [State.ACTIVE, State.CLOSING, State.SUSPENDED, State.CLOSED])
def test_the_holder_of_an_activated_account_is_not_robbed_of_it_by_who_knows_three_facts(state: State) -> None:
    with pytest.raises(IdentityRefused):
        set_first_backup_email(without_address(state), national_id=INE, address="eve@example.net")


def test_who_has_no_ine_on_record_gives_no_address_from_outside() -> None:
    account = account_in(State.ACTIVATABLE, person__backup_email="")

    with pytest.raises(IdentityRefused):
        set_first_backup_email(account, national_id=INE, address="eve@example.net")


def test_ines_may_not_be_tried_one_after_the_other() -> None:
    account = without_address()

    for _ in range(5):
        with pytest.raises(IdentityRefused):
            set_first_backup_email(account, national_id=ANOTHER_INE, address="eve@example.net")
    with pytest.raises(TooManyTries):
        set_first_backup_email(account, national_id=INE, address="eve@example.net")


# The identifier by mail


def test_the_identifier_is_mailed_to_the_address_on_record(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVE)

    send_login(account)
    run_due_tasks()

    assert outbox.last.to == account.person.backup_email
    assert account.login in outbox.last.text


def test_the_identifier_does_not_flood_the_mailbox(at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    at("2026-09-01 10:00")
    account, other = account_in(State.ACTIVE), account_in(State.ACTIVE)
    for _ in range(MAILS_PER_HOUR + 3):
        send_login(account)
    send_login(other)
    run_due_tasks()
    assert len(outbox.to(account.person.backup_email)) == MAILS_PER_HOUR
    assert len(outbox.to(other.person.backup_email)) == 1

    at.later(hours=1)
    send_login(account)
    run_due_tasks()
    assert len(outbox.to(account.person.backup_email)) == MAILS_PER_HOUR + 1
