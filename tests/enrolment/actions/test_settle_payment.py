"""The heart: everything an accepted payment brings, once, or nothing."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from peristyle.accounts.public import Account, State, account_of_person, state_of
from peristyle.audit.public import journal
from peristyle.enrolment.actions.issue_invoice import issue_invoice
from peristyle.enrolment.actions.settle_payment import NothingReceived, ReceivedPayment, settle_payment
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import (
    CreditNote,
    EmailConfirmation,
    Enrolment,
    Invoice,
    LedgerEntry,
    PaymentAttempt,
    Receipt,
    Verdict,
)
from peristyle.enrolment.queries import balance_of
from peristyle.kernel import events
from peristyle.kernel.permissions import Role
from peristyle.people.public import Affiliation, Person, register_person
from tests.enrolment.factories import ADDRESS, AdmissionFactory, ReadyFileFactory, StepFactory, an_attempt, an_invoice
from tests.harness.inhabitants import Inhabitants
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
INE = "0600000001P"


def pay(attempt: PaymentAttempt, transaction_id: str = "T1", *, cents: int | None = None) -> Verdict:
    """The bank has accepted."""
    received = ReceivedPayment(attempt, transaction_id, attempt.amount_cents if cents is None else cents)
    return settle_payment(attempt.invoice_id, received)


def test_of_two_etapes_invoiced_in_full_the_second_is_lowered_to_the_reduced_rate(at: Traveller) -> None:
    at("2026-07-10 10:00")
    other_step = StepFactory.create(code="EE2", label="L2 Economie")
    first, second = an_attempt(national_id=INE), an_attempt(national_id=INE, admission__step=other_step)

    assert [pay(first), pay(second, "T2")] == [Verdict.ACCEPTED, Verdict.REFUND_DUE]

    credit = CreditNote.objects.get()
    assert (credit.invoice, credit.reason) == (second.invoice, CreditNote.Reason.REDUCED_RATE)
    assert balance_of(second.invoice).claimed_cents == 11800
    assert balance_of(second.invoice).owed_back_cents == credit.amount_cents == 6000


def test_a_payment_enrols(at: Traveller) -> None:
    paid_at = at("2026-07-10 10:00")
    attempt = an_attempt(national_id=INE)

    assert pay(attempt) == Verdict.ACCEPTED

    person = Person.objects.get()
    assert (person.birth_name, person.national_id, person.backup_email) == ("Martin", INE, ADDRESS)
    assert person.backup_email_verified_at
    assert len(person.student_number or "") == 8
    enrolment = Enrolment.objects.get()
    assert (enrolment.person, enrolment.step.code, enrolment.validated_at) == (person, "EE1", paid_at)
    affiliation = Affiliation.objects.get()
    assert (affiliation.starts_on, affiliation.ends_on) == (date(2026, 7, 10), date(2027, 8, 31))
    assert affiliation.component_id == "ECO"
    assert Receipt.objects.get().number == "Q2026-000001"
    newest = journal(subject=f"people.person:{person.pk}").first()
    assert newest
    assert newest.action == "enrolment.enrol"


def test_the_account_can_be_activated_fifteen_minutes_later(at: Traveller) -> None:
    paid_at = at("2026-07-10 10:00")
    pay(an_attempt())

    account = account_of_person(Person.objects.get().pk)

    assert account is not None
    assert account.login == "lea.martin@etu.umontpellier.fr"
    assert account.activatable_at == paid_at + timedelta(minutes=15)
    assert state_of(account, paid_at + timedelta(minutes=14, seconds=59)) == State.PENDING
    assert state_of(account, paid_at + timedelta(minutes=15)) == State.ACTIVATABLE
    (task,) = DBTaskResult.objects.filter(task_path__endswith=".send_activation")
    assert task.run_after == paid_at + timedelta(minutes=15)


def test_whoever_pays_once_the_year_has_begun_is_a_student_since_its_start(at: Traveller) -> None:
    at("2026-11-23 10:00")

    pay(an_attempt())

    assert Affiliation.objects.get().starts_on == date(2026, 9, 1)


def test_the_rooms_above_are_told() -> None:
    heard: list[EnrolmentPaid] = []
    events.subscribe(EnrolmentPaid, heard.append)

    pay(an_attempt())

    assert [fact.enrolment_id for fact in heard] == [Enrolment.objects.get().pk]


def test_a_grant_holder_is_enrolled_without_paying() -> None:
    invoice = an_invoice(admission__grant_holder=True)

    assert settle_payment(invoice.pk, None) == Verdict.ACCEPTED
    assert settle_payment(invoice.pk, None) == Verdict.ALREADY_KNOWN

    assert invoice.total_cents == 0
    assert Receipt.objects.get().invoice == invoice
    assert not LedgerEntry.objects.exists()
    assert Account.objects.count() == 1


def test_nobody_else_is() -> None:
    with pytest.raises(NothingReceived):
        settle_payment(an_invoice().pk, None)


@pytest.mark.parametrize("cents", [0, 1, 17799, 17801, 178])
def test_the_amount_is_right_to_the_cent(cents: int) -> None:
    assert pay(an_attempt(), cents=cents) == Verdict.WRONG_AMOUNT

    assert not LedgerEntry.objects.exists()
    assert not Enrolment.objects.exists()


def test_the_same_transaction_counts_once() -> None:
    attempt = an_attempt()

    assert [pay(attempt), pay(attempt)] == [Verdict.ACCEPTED, Verdict.ALREADY_KNOWN]

    assert LedgerEntry.objects.count() == 1


def test_a_known_transaction_does_not_come_back_with_other_facts() -> None:
    attempt = an_attempt()
    pay(attempt)
    again = an_attempt(file=ReadyFileFactory.create())

    assert pay(attempt, cents=25400) == Verdict.CONTRADICTION
    assert pay(again) == Verdict.CONTRADICTION

    assert Enrolment.objects.count() == 1


def test_a_second_payment_is_kept_to_be_given_back() -> None:
    file = ReadyFileFactory.create()
    first, second = an_attempt(file), an_attempt(file)
    pay(first, "T1")

    assert pay(second, "T2") == Verdict.REFUND_DUE

    assert balance_of(first.invoice).owed_back_cents == first.amount_cents
    assert Invoice.objects.get(owed_back_since__isnull=False) == first.invoice
    assert Receipt.objects.count() == Enrolment.objects.count() == Account.objects.count() == 1
    assert journal(action="enrolment.owe_refund").count() == 1


def test_a_payment_for_a_cancelled_invoice_is_kept_to_be_given_back() -> None:
    file = ReadyFileFactory.create()
    attempt = an_attempt(file)
    file.admission.grant_holder = True
    file.admission.save()
    free = issue_invoice(file)

    assert pay(attempt) == Verdict.REFUND_DUE

    assert free.pk != attempt.invoice_id
    assert not Enrolment.objects.exists()


def test_a_person_we_know_is_not_registered_twice() -> None:
    known = register_person(
        birth_name="MARTIN", given_name="Lea", birth_date=date(2007, 5, 12), national_id=INE, student_number="22000001"
    )

    pay(an_attempt(national_id=INE))

    assert Enrolment.objects.get().person == known
    known.refresh_from_db()
    assert known.student_number == "22000001"
    assert known.backup_email == ADDRESS


def test_an_active_account_keeps_its_personal_address(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.STUDENT)
    Person.objects.filter(pk=person.pk).update(national_id=INE)
    admission = AdmissionFactory.create(birth_name="Aubépine", birth_date=person.birth_date)
    activations = DBTaskResult.objects.filter(task_path__endswith=".send_activation")
    activations.delete()

    pay(an_attempt(national_id=INE, admission=admission))

    assert Enrolment.objects.get().person == person
    assert Person.objects.get(pk=person.pk).backup_email == person.backup_email
    assert not activations.exists()


def test_somebody_else_s_ine_does_not_open_their_account() -> None:
    register_person(birth_name="Durand", given_name="Zoé", birth_date=date(2007, 5, 12), national_id=INE)

    assert pay(an_attempt(national_id=INE)) == Verdict.ACCEPTED

    enrolled = Enrolment.objects.get().person
    assert (enrolled.birth_name, enrolled.national_id) == ("Martin", None)
    assert journal(action="enrolment.national_id_taken").count() == 1


def test_whoever_has_the_same_etape_by_another_application_is_not_enrolled_twice() -> None:
    first, second = an_attempt(national_id=INE), an_attempt(national_id=INE)

    assert [pay(first, "T1"), pay(second, "T2")] == [Verdict.ACCEPTED, Verdict.REFUND_DUE]

    assert Enrolment.objects.count() == Receipt.objects.count() == Person.objects.count() == 1


def test_an_address_typed_after_leaving_for_the_bank_is_not_believed_yet() -> None:
    file = ReadyFileFactory.create()
    attempt = an_attempt(file)
    confirmed_at = file.personal_email_confirmed_at
    EmailConfirmation.objects.create(
        file=file,
        sent_to=ADDRESS,
        requested_at=confirmed_at,
        code_digest="0" * 64,
        sent_at=confirmed_at,
        expires_at=confirmed_at,
        used_at=confirmed_at,
    )
    file.personal_email, file.personal_email_confirmed_at = "typo@example.net", None
    file.save()

    pay(attempt)

    assert Person.objects.get().backup_email == ADDRESS


def test_receipts_are_numbered_without_a_gap() -> None:
    for number in range(3):
        pay(an_attempt(), f"T{number}")

    assert sorted(Receipt.objects.values_list("number", flat=True)) == ["Q2026-000001", "Q2026-000002", "Q2026-000003"]


def test_a_settlement_asks_the_database_a_known_number_of_times(max_queries: Callable[..., Any]) -> None:
    attempt = an_attempt(national_id=INE)

    with max_queries(60):
        pay(attempt)
