"""Number and birth date, never the identifier alone; the INE where no address is known."""

from collections.abc import Callable
from datetime import date

import pytest

from peristyle.accounts import newcomers
from peristyle.accounts.actions.prove_identity import (
    IdentityRefused,
    StillANewcomer,
    prove_identity,
    prove_national_id,
)
from peristyle.accounts.actions.send_login import send_login
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.newcomers import Standing
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.rules.links import MAILS_PER_HOUR
from peristyle.audit.public import journal
from peristyle.kernel.encryption import fingerprint
from peristyle.people.public import Person
from tests.accounts.factories import PersonFactory, account_in, coming_from
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
BORN, NOT_BORN = date(2007, 3, 14), date(2007, 3, 15)
INE, ANOTHER_INE = "0702004567B", "0702004568C"


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

    assert journal(action="accounts.refuse_identity").get().details == {"typed": fingerprint("21904567")}


# The holder hears of it


def fail(person: Person, times: int) -> None:
    for number in range(times):
        with coming_from(f"198.51.100.{number}"), pytest.raises(IdentityRefused):
            prove_identity(str(person.student_number), NOT_BORN)


def test_the_holder_is_told_once_a_day_that_their_identity_is_being_tried(
    at: Traveller, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    at("2026-09-01 10:00")
    person = PersonFactory.create()
    fail(person, 4)
    run_due_tasks()
    assert len(outbox) == 0

    fail(person, 30)
    run_due_tasks()
    assert [letter.to for letter in outbox.letters] == [person.backup_email]

    at.later(hours=25)
    fail(person, 5)
    run_due_tasks()
    assert len(outbox) == 2


def test_tries_of_a_number_that_is_nobody_s_write_to_nobody(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    fail(PersonFactory.build(student_number="99999999"), 10)
    fail(PersonFactory.create(backup_email=""), 10)
    run_due_tasks()

    assert len(outbox) == 0


# Newcomers


def test_who_is_still_a_newcomer_is_told_apart_from_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newcomers, "_finders", [lambda number, _born: Standing.PAYING if number == "P1" else None])

    with pytest.raises(StillANewcomer) as newcomer:
        prove_identity(" p1 ", BORN)
    assert newcomer.value.standing == Standing.PAYING
    with pytest.raises(IdentityRefused):
        prove_identity("P2", BORN)


# The INE


@pytest.mark.parametrize("typed", [INE, INE.lower(), "0702 0045 67B", "0702-004-567-b"])
def test_the_ine_is_a_further_proof(typed: str) -> None:
    prove_national_id(PersonFactory.create(national_id=INE), typed)


def test_somebody_elses_ine_is_none() -> None:
    with pytest.raises(IdentityRefused):
        prove_national_id(PersonFactory.create(national_id=INE), ANOTHER_INE)


def test_who_has_no_ine_on_record_proves_none() -> None:
    with pytest.raises(IdentityRefused):
        prove_national_id(PersonFactory.create(national_id=None), "")


def test_ines_may_not_be_tried_one_after_the_other_and_the_holder_hears_of_it(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    person = PersonFactory.create(national_id=INE)

    for _ in range(5):
        with pytest.raises(IdentityRefused):
            prove_national_id(person, ANOTHER_INE)
    with pytest.raises(TooManyTries):
        prove_national_id(person, INE)
    run_due_tasks()

    assert outbox.last.to == person.backup_email


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
