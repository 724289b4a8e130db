"""Officers' pages of money: transfers and cheques, exemptions, the ledger and its file."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from peristyle.audit.public import journal
from peristyle.enrolment.actions.record_payment import record_payment
from peristyle.enrolment.actions.reverse_entry import reverse_entry
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.models import CreditNote, Enrolment, Exemption, Invoice, LedgerEntry
from peristyle.enrolment.queries import balance_of, payment_state_of
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.means import Means
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import an_attempt, an_invoice, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAYMENTS = "/gestion/scolarite/paiements/"
CHEQUE = {"means": "cheque", "amount": "178,00", "reference": "7654321", "dated_on": "09/07/2026"}


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def officer(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.REGISTRAR_OFFICER)


@pytest.fixture
def browser(officer: Person) -> PageClient:
    return signed_in(officer)


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


@pytest.mark.parametrize("words", ["F2026-000001", "martin", "Léa Martin", "P26"])
def test_an_invoice_is_found_by_its_number_or_a_name(browser: PageClient, words: str) -> None:
    invoice = an_invoice()
    words = invoice.file.admission.application_number if words == "P26" else words

    assert invoice.number in text(browser.get(PAYMENTS, {"q": words}))
    assert invoice.number not in text(browser.get(PAYMENTS, {"q": "Dupont"}))


def test_a_list_of_invoices_costs_the_same_however_long(browser: PageClient, max_queries: Callable[..., Any]) -> None:
    for _ in range(12):
        an_invoice()

    with max_queries(9):
        browser.get(PAYMENTS)


def test_a_cheque_that_came_back_stands_in_the_queue_of_late_payments(browser: PageClient, officer: Person) -> None:
    invoice = an_invoice()
    entry = record_payment(invoice, Means.CHEQUE, 17800, "7654321", officer)
    assert "Aucun paiement" in text(browser.get("/gestion/scolarite/impayes/"))

    reverse_entry(entry, explanation="Sans provision", by=officer)

    page = text(browser.get("/gestion/scolarite/impayes/"))
    assert invoice.number in page
    assert "178,00" in page


def test_a_cheque_enrols_once_it_is_recorded(browser: PageClient, officer: Person) -> None:
    invoice = an_invoice()

    answer = browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE)

    assert answer["Location"] == f"{PAYMENTS}{invoice.number}/"
    entry = LedgerEntry.objects.get()
    assert (entry.means, entry.amount_cents, entry.transaction_id, entry.by) == ("cheque", 17800, "7654321", officer)
    assert Enrolment.objects.exists()
    assert journal(action="enrolment.record_payment").get().actor_id == officer.pk
    assert "Payé" in text(browser.get(answer["Location"]))


def test_a_part_leaves_the_invoice_open_and_the_rest_closes_it(browser: PageClient) -> None:
    invoice = an_invoice()

    browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE | {"amount": "100"})
    assert payment_state_of(invoice.file) == PaymentState.PART_PAID
    assert not Enrolment.objects.exists()
    browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE | {"amount": "78 €", "reference": "2"})

    assert payment_state_of(invoice.file) == PaymentState.PAID
    assert Enrolment.objects.exists()


def test_what_is_too_much_is_owed_back(browser: PageClient) -> None:
    invoice = an_invoice()

    browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE | {"amount": "200"})

    assert balance_of(invoice).owed_back_cents == 2200


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": "0"},
        {"amount": "cent"},
        {"amount": "-178"},
        {"amount": "17,855"},
        {"dated_on": "11/07/2026"},
        {"reference": ""},
        {"means": "card"},
        {"means": "cash"},
    ],
)
def test_what_is_typed_wrong_is_said_and_nothing_is_recorded(browser: PageClient, wrong: dict[str, str]) -> None:
    invoice = an_invoice()

    answer = browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE | wrong)

    assert answer.status_code == 422
    assert not LedgerEntry.objects.exists()


def test_a_cheque_is_not_recorded_twice(browser: PageClient) -> None:
    invoice = an_invoice()
    browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE | {"amount": "100"})

    answer = browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE | {"amount": "100"})

    assert answer.status_code == 409
    assert LedgerEntry.objects.count() == 1


def test_an_unpaid_cheque_opens_the_invoice_again_and_blocks(browser: PageClient) -> None:
    invoice = an_invoice()
    browser.post(f"{PAYMENTS}{invoice.number}/", CHEQUE)
    address = f"{PAYMENTS}{invoice.number}/annulation/{LedgerEntry.objects.get().pk}/"
    assert "178,00" in text(browser.get(address))

    browser.post(address, {"explanation": "Chèque impayé"})

    assert payment_state_of(invoice.file) == PaymentState.OVERDUE
    assert browser.post(address, {"explanation": "Encore"}).status_code == 404
    assert sum(entry.amount_cents for entry in LedgerEntry.objects.all()) == 0


def test_the_bank_s_word_is_not_undone_by_hand(browser: PageClient) -> None:
    attempt = an_attempt()
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))
    entry = LedgerEntry.objects.get()

    answer = browser.post(f"{PAYMENTS}{attempt.invoice.number}/annulation/{entry.pk}/", {"explanation": "…"})

    assert answer.status_code == 404


def test_an_exemption_before_the_payment_makes_another_invoice(browser: PageClient, officer: Person) -> None:
    invoice = an_invoice()

    answer = browser.post(f"{PAYMENTS}{invoice.number}/exoneration/", {"ground": "ward", "reason": "Carte du 3 mai"})

    present = Invoice.objects.get(cancelled_at=None)
    assert answer["Location"] == f"{PAYMENTS}{present.number}/"
    assert present.total_cents == 0
    assert (Exemption.objects.get().granted_by, Exemption.objects.get().ground) == (officer, "ward")
    assert "Carte du 3 mai" in text(browser.get(answer["Location"]))


def test_an_exemption_after_the_payment_is_a_credit(browser: PageClient) -> None:
    attempt = an_attempt()
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))

    browser.post(
        f"{PAYMENTS}{attempt.invoice.number}/exoneration/", {"ground": "committee", "amount": "100", "reason": "PV 4"}
    )

    credit = CreditNote.objects.get()
    assert (credit.number, credit.amount_cents) == ("A2026-000001", 10000)
    assert balance_of(attempt.invoice).owed_back_cents == 10000


def test_the_ledger_adds_up_by_day_and_means(browser: PageClient, officer: Person, at: Traveller) -> None:
    first, second = an_invoice(), an_invoice()
    record_payment(first, Means.CHEQUE, 17800, "1", officer)
    record_payment(second, Means.TRANSFER, 10000, "2", officer)

    page = text(browser.get(f"{PAYMENTS}livre/"))
    at("2026-08-10 10:00")
    later = text(signed_in(officer).get(f"{PAYMENTS}livre/"))

    for word in ("178,00", "100,00", "278,00", "Chèque", "Virement"):
        assert word in page
    assert "Aucun mouvement" in later
    assert signed_in(officer).get(f"{PAYMENTS}livre/", {"du": "10/08/2026", "au": "01/08/2026"}).status_code == 422


def test_the_file_of_the_ledger_opens_rightly_in_a_french_excel(browser: PageClient, officer: Person) -> None:
    invoice = an_invoice(admission__birth_name="=1+1", admission__given_name="Zoé;\n")
    record_payment(invoice, Means.TRANSFER, 20000, "+33", officer)

    answer = browser.post(f"{PAYMENTS}livre/fichier/", {"du": "01/07/2026", "au": "31/07/2026"})

    body = answer.content.decode()
    assert body.startswith("\ufeff")
    (row,) = csv.DictReader(io.StringIO(body.removeprefix("\ufeff")), delimiter=";")
    assert (row["date"], row["montant"], row["mouvement"]) == ("10/07/2026", "200,00", "encaissement")
    assert (row["nom"], row["reference"], row["prenom"]) == ("'=1+1", "'+33", "Zoé;\n")
    assert "attachment" in answer["Content-Disposition"]
    assert journal(action="enrolment.export_ledger").exists()


def test_another_composante_s_money_is_not_seen(inhabitant: Inhabitants, officer: Person) -> None:
    invoice = an_invoice()
    record_payment(invoice, Means.CHEQUE, 10000, "1", officer)
    elsewhere = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("FDS")))

    assert invoice.number not in text(elsewhere.get(PAYMENTS))
    assert elsewhere.get(f"{PAYMENTS}{invoice.number}/").status_code == 404
    assert elsewhere.post(f"{PAYMENTS}{invoice.number}/", CHEQUE).status_code == 404
    assert (
        elsewhere.post(f"{PAYMENTS}{invoice.number}/exoneration/", {"ground": "ward", "reason": "x"}).status_code == 404
    )
    assert "Aucun mouvement" in text(elsewhere.get(f"{PAYMENTS}livre/"))


@pytest.mark.parametrize("page", ["", "livre/", "F2026-000001/", "F2026-000001/exoneration/"])
def test_these_pages_are_for_officers(inhabitant: Inhabitants, page: str) -> None:
    assert signed_in(inhabitant(Role.STUDENT)).get(PAYMENTS + page).status_code == 403
