"""Officers' pages of refunds: requests to decide, money to send, and the IBAN that only who sends it sees."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from peristyle.audit.public import journal
from peristyle.enrolment.actions.owe_refund import owe_refund
from peristyle.enrolment.actions.request_refund import request_refund
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.models import CancellationReason, Enrolment, Invoice, LedgerEntry, RefundRequest
from peristyle.enrolment.queries import balance_of, refunds_waiting
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.kernel.proofs import PROOF
from peristyle.people.public import Person
from tests.enrolment.factories import an_attempt, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
REFUNDS = "/gestion/scolarite/remboursements/"
IBAN = "FR76 3000 6000 0112 3456 7890 189"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def officer(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.REGISTRAR_OFFICER)


@pytest.fixture
def browser(officer: Person) -> PageClient:
    return signed_in(officer)


def paid(times: int = 1, **facts: Any) -> Invoice:
    """An invoice paid, or paid several times."""
    attempt = an_attempt(**facts)
    for number in range(times):
        settle_payment(attempt.invoice_id, ReceivedPayment(attempt, f"T{attempt.pk}-{number}", attempt.amount_cents))
    return attempt.invoice


def asked(invoice: Invoice, reason: RefundRequest.Reason = RefundRequest.Reason.RESIGNATION) -> RefundRequest:
    """Its holder wants the money back."""
    person = Enrolment.objects.get(file=invoice.file).person
    return request_refund(invoice, person, reason=reason, said="Je pars.", account_holder="Léa Martin", iban=IBAN)


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_a_payment_received_twice_is_given_back_once(browser: PageClient, officer: Person) -> None:
    invoice = paid(times=2)
    assert refunds_waiting(officer) == 1
    assert invoice.number in text(browser.get(REFUNDS))
    assert "178,00" in text(browser.get(f"{REFUNDS}{invoice.number}/"))

    answers = [browser.post(f"{REFUNDS}{invoice.number}/", {"means": "card"}).status_code for _ in range(2)]

    assert answers == [302, 404]
    entry = LedgerEntry.objects.get(kind="given_back")
    assert (entry.amount_cents, entry.by) == (-17800, officer)
    assert refunds_waiting(officer) == 0
    assert "Rien à rembourser" in text(browser.get(REFUNDS))


def test_a_request_is_decided_then_paid_to_an_iban_that_is_forgotten(
    browser: PageClient, officer: Person, outbox: Outbox, run_due_tasks: Callable[..., Any]
) -> None:
    invoice = paid()
    request = asked(invoice)
    page = text(browser.get(f"{REFUNDS}demandes/{request.pk}/"))
    assert 'value="155,00"' in page
    assert "Je pars." in page
    assert "3000 6000" not in page

    browser.post(f"{REFUNDS}demandes/{request.pk}/", {"amount": "155,00", "answer": ""})
    assert balance_of(invoice).owed_back_cents == 15500
    hidden = text(browser.get(f"{REFUNDS}{invoice.number}/"))
    shown = text(browser.post(f"{REFUNDS}{invoice.number}/iban/"))
    browser.post(f"{REFUNDS}{invoice.number}/", {"means": "transfer", "reference": "VIR 42"})
    run_due_tasks(may_fail=True)

    assert "3000 6000" not in hidden
    assert IBAN in shown
    assert journal(action="enrolment.read_iban").get().actor_id == officer.pk
    request.refresh_from_db()
    assert (request.iban, bool(request.paid_back_at)) == ("", True)
    assert LedgerEntry.objects.get(kind="given_back").request == request
    subjects = [letter.subject for letter in outbox.letters]
    assert "Votre remboursement est accepté" in subjects
    assert "Votre remboursement est parti" in subjects


@pytest.mark.parametrize("wrong", [{"amount": "178,01"}, {"amount": "0", "answer": ""}, {"amount": "tout"}])
def test_a_decision_gives_no_more_than_was_claimed_and_a_refusal_is_explained(
    browser: PageClient, wrong: dict[str, str]
) -> None:
    request = asked(paid())

    assert browser.post(f"{REFUNDS}demandes/{request.pk}/", {"answer": "…"} | wrong).status_code == 422
    assert RefundRequest.objects.filter(decided_at=None).exists()


def test_what_is_decided_is_not_decided_again(browser: PageClient) -> None:
    request = asked(paid())
    browser.post(f"{REFUNDS}demandes/{request.pk}/", {"amount": "0", "answer": "Non."})

    assert browser.post(f"{REFUNDS}demandes/{request.pk}/", {"amount": "155", "answer": ""}).status_code == 404
    assert not RefundRequest.objects.get().accepted


def test_an_old_proof_does_not_show_an_iban(browser: PageClient) -> None:
    invoice = paid(times=2)
    session = browser.session
    session[PROOF] |= {"authenticated_at": (clock.now() - timedelta(hours=1)).isoformat()}
    session.save()

    assert "/compte/preuve/" in browser.post(f"{REFUNDS}{invoice.number}/iban/")["Location"]


def test_the_queue_costs_the_same_however_long(browser: PageClient, max_queries: Callable[..., Any]) -> None:
    for _ in range(6):
        paid(times=2)
        asked(paid())

    with max_queries(14):
        browser.get(REFUNDS)


@pytest.mark.parametrize(
    ("reason", "day", "credited"),
    [
        (CancellationReason.MISTAKE, "2026-11-01 10:00", 17800),
        (CancellationReason.RESIGNATION, "2026-08-31 10:00", 15500),
        (CancellationReason.RESIGNATION, "2026-09-01 10:00", 0),
    ],
)
def test_a_cancelled_enrolment_owes_back_by_the_rules(
    officer: Person, at: Traveller, reason: CancellationReason, day: str, credited: int
) -> None:
    invoice = paid()
    Enrolment.objects.update(cancelled_at=clock.now(), cancellation_reason=reason)
    at(day)

    owe_refund(Invoice.objects.get(pk=invoice.pk).file, by=officer)

    assert balance_of(invoice).owed_back_cents == credited


def test_another_composante_s_refunds_are_not_seen(inhabitant: Inhabitants) -> None:
    invoice, request = paid(times=2), asked(paid())
    elsewhere = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("FDS")))

    assert invoice.number not in text(elsewhere.get(REFUNDS))
    for page in (f"{invoice.number}/", f"{invoice.number}/iban/", f"demandes/{request.pk}/"):
        assert elsewhere.post(REFUNDS + page, {"means": "card"}).status_code == 404
    assert not LedgerEntry.objects.filter(kind="given_back").exists()


@pytest.mark.parametrize("page", ["", "F2026-000001/", "demandes/1/"])
def test_these_pages_are_for_officers(inhabitant: Inhabitants, page: str) -> None:
    assert signed_in(inhabitant(Role.STUDENT)).get(REFUNDS + page).status_code == 403
