"""Cancelling an enrolment."""

from collections.abc import Callable
from datetime import date

import pytest

from peristyle.audit.public import journal
from peristyle.enrolment.actions.office.cancel_enrolment import AlreadyCancelled, cancel_enrolment
from peristyle.enrolment.models import CancellationReason, Enrolment
from peristyle.enrolment.queries import balance_of, standing_enrolments
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, Person
from tests.enrolment.factories import StepFactory, an_enrolment
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.REGISTRAR_OFFICER)


def cancel(enrolment: Enrolment, by: Person, reason: CancellationReason = CancellationReason.RESIGNATION) -> None:
    cancel_enrolment(enrolment, reason=reason, explanation="Part à Toulouse", by=by)


def test_an_enrolment_cancelled_stands_no_more(officer: Person, at: Traveller) -> None:
    at("2026-10-10 10:00")
    enrolment = an_enrolment()

    cancel(enrolment, officer)

    assert not standing_enrolments().exists()
    cancelled = Enrolment.objects.get()
    assert (cancelled.cancelled_by, cancelled.cancellation_reason) == (officer, CancellationReason.RESIGNATION)
    assert journal(action="enrolment.cancel_enrolment").get().subject == f"people.person:{enrolment.person_id}"


def test_whoever_gives_up_was_a_student_until_that_day(officer: Person, at: Traveller) -> None:
    at("2026-10-10 10:00")
    enrolment = an_enrolment()

    cancel(enrolment, officer)

    tie = Affiliation.objects.get(person=enrolment.person)
    assert (tie.ends_on, tie.voided_on) == (date(2026, 10, 10), None)


def test_a_mistake_never_made_a_student(officer: Person, at: Traveller) -> None:
    at("2026-10-10 10:00")
    enrolment = an_enrolment()

    cancel(enrolment, officer, CancellationReason.MISTAKE)

    assert Affiliation.objects.get(person=enrolment.person).voided_on == date(2026, 10, 10)
    assert balance_of(enrolment.file.invoices.get()).owed_back_cents == 17800


def test_it_is_cancelled_once(officer: Person) -> None:
    enrolment = an_enrolment()
    cancel(enrolment, officer)

    with pytest.raises(AlreadyCancelled):
        cancel(enrolment, officer)


def test_the_other_enrolment_of_the_year_becomes_the_main_one(officer: Person) -> None:
    main = an_enrolment()
    second = an_enrolment(admission__person=main.person, admission__step=StepFactory.create(code="EE2"))
    assert (main.main, second.main) == (True, False)

    cancel(main, officer)

    assert standing_enrolments().get().main


def test_the_student_is_told(officer: Person, outbox: Outbox, run_due_tasks: Callable[..., list[str]]) -> None:
    enrolment = an_enrolment()
    run_due_tasks()

    cancel(enrolment, officer)
    run_due_tasks()

    [letter] = [sent for sent in outbox.letters if "annulée" in sent.subject]
    assert "Part à Toulouse" in letter.text
