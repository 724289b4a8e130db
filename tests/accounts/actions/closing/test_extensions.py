"""More time is asked for once, decided once, and opens nothing that was shut."""

from collections.abc import Callable
from datetime import date

import pytest

from peristyle.accounts.actions.closing.ask_extension import ExtensionNotAsked, ExtensionTooLong, ask_extension
from peristyle.accounts.actions.closing.decide_extension import (
    AlreadyDecided,
    extend_account,
    grant_extension,
    refuse_extension,
)
from peristyle.accounts.models import Account, Extension
from peristyle.accounts.queries import explanation_of, state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import AffiliationKind, Person, StaffCategory
from tests.accounts.factories import AccountFactory, AffiliationFactory, activated_now, fresh
from tests.harness.inhabitants import someone
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
LATER = date(2028, 3, 31)


@pytest.fixture
def lecturer(at: Traveller) -> Account:
    """Gone on 30 June 2027, keeps the mail until 30 December 2027 and no longer."""
    since = at("2027-01-10 10:00")
    account = AccountFactory.create()
    AffiliationFactory.create(
        person=account.person,
        kind=AffiliationKind.TEACHER,
        category=StaffCategory.TEMPORARY,
        ends_on=date(2027, 6, 30),
    )
    activated_now(account, at=since)
    at("2027-12-01 10:00")
    return fresh(account)


@pytest.fixture
def agent() -> Person:
    return someone(Role.IT_STAFF)


def asked(account: Account, until: date = LATER) -> Extension:
    return ask_extension(account, until=until, reason="Une thèse à finir", by=account.person)


def test_a_granted_extension_keeps_the_account_closing(
    at: Traveller,
    lecturer: Account,
    agent: Person,
    outbox: Outbox,
    run_due_tasks: Callable[..., list[str]],
) -> None:
    grant_extension(asked(lecturer), by=agent, until=LATER)
    run_due_tasks()

    at("2028-03-31 12:00")
    assert state_of(fresh(lecturer), clock.now()) == State.CLOSING
    at("2028-04-01 12:00")
    assert state_of(fresh(lecturer), clock.now()) == State.CLOSED
    assert {letter.to for letter in outbox.letters} == {lecturer.login, lecturer.person.backup_email}
    assert "31 mars 2028" in outbox.last.text
    assert journal(action="accounts.grant_extension").get().actor == agent


def test_a_refused_one_changes_nothing_and_says_why(
    lecturer: Account, agent: Person, outbox: Outbox, run_due_tasks: Callable[..., list[str]]
) -> None:
    refuse_extension(asked(lecturer), by=agent, answer="Le laboratoire n’en a pas connaissance.")
    run_due_tasks()

    assert explanation_of(fresh(lecturer)).closing_until == date(2027, 12, 30)
    assert "Le laboratoire n’en a pas connaissance." in outbox.last.text


def test_one_request_waits_at_a_time(lecturer: Account, agent: Person) -> None:
    first = asked(lecturer)
    with pytest.raises(ExtensionNotAsked):
        asked(lecturer)

    refuse_extension(first, by=agent, answer="Non")

    assert asked(lecturer).decided_at is None


def test_a_request_is_decided_once(lecturer: Account, agent: Person) -> None:
    extension = asked(lecturer)
    refuse_extension(extension, by=agent, answer="Non")

    with pytest.raises(AlreadyDecided):
        grant_extension(extension, by=agent, until=LATER)

    assert fresh(lecturer).extended_until is None


@pytest.mark.parametrize("until", [date(2027, 12, 30), date(2027, 6, 1), date(2028, 12, 2)])
def test_only_days_after_the_end_and_within_a_year_are_taken(lecturer: Account, until: date) -> None:
    with pytest.raises(ExtensionTooLong):
        asked(lecturer, until)


def test_whoever_stays_has_nothing_to_extend() -> None:
    account = AccountFactory.create()
    AffiliationFactory.create(person=account.person)

    with pytest.raises(ExtensionNotAsked):
        asked(fresh(account))


def test_an_agent_extends_unasked_or_answers_what_waits(lecturer: Account, agent: Person) -> None:
    asked(lecturer)

    extend_account(lecturer, until=LATER, reason="Vu par téléphone", by=agent)
    extend_account(fresh(lecturer), until=date(2028, 5, 31), reason="Vu par téléphone", by=agent)

    assert fresh(lecturer).extended_until == date(2028, 5, 31)
    assert Extension.objects.filter(granted=True).count() == 2
