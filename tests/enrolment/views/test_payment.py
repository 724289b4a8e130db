"""To the bank and back: what the browser says counts for nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.adapters.sandbox import SandboxBank
from peristyle.enrolment.checks import bank_is_set_up
from peristyle.enrolment.models import Enrolment, EnrolmentFile, PaymentAttempt
from peristyle.enrolment.views.open_file import KEY
from tests.enrolment.adapters.banks import HMAC_KEY, SandboxVoice, paybox_settings, signed
from tests.enrolment.factories import ReadyFileFactory, an_attempt
from tests.harness.fake_banks import FakePaybox, serving
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]
FEES = "/inscription/dossier/droits/"
WAITING = "/inscription/dossier/paiement/"
STATE = "/inscription/dossier/paiement/etat/"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def file() -> EnrolmentFile:
    return ReadyFileFactory.create()


@pytest.fixture
def browser(client: PageClient, file: EnrolmentFile) -> PageClient:
    session = client.session
    session[KEY] = file.pk
    session.save()
    return client


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def pay(attempt: PaymentAttempt, transaction_id: str = "T1") -> None:
    """The bank has accepted."""
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, transaction_id, attempt.amount_cents))


def test_coming_back_from_the_bank_enrols_nobody(browser: PageClient, file: EnrolmentFile) -> None:
    an_attempt(file)

    answer = browser.get("/inscription/paiement/retour/?erreur=00000&montant=17800", follow=True)

    assert answer.redirect_chain[-1][0] == WAITING
    assert "Paiement en cours de confirmation" in text(answer)
    assert not Enrolment.objects.exists()


def test_a_bank_may_send_the_browser_back_by_post(browser: PageClient, file: EnrolmentFile) -> None:
    an_attempt(file)
    strict = PageClient(enforce_csrf_checks=True)
    strict.cookies = browser.cookies

    assert strict.post("/inscription/paiement/retour/", {"erreur": "00000"})["Location"] == WAITING
    assert strict.post("/inscription/paiement/abandon/")["Location"] == FEES


def test_the_page_waits_until_the_bank_has_spoken(browser: PageClient, file: EnrolmentFile) -> None:
    attempt = an_attempt(file)
    assert "Nous attendons" in text(browser.get(STATE, headers={"HX-Request": "true"}))

    pay(attempt)

    assert browser.get(STATE).headers["HX-Redirect"] == "/inscription/dossier/recu/"
    assert browser.get(WAITING)["Location"] == "/inscription/dossier/recu/"


def test_a_refusal_leads_back_to_the_fees_and_says_so(
    browser: PageClient, file: EnrolmentFile, client: PageClient
) -> None:
    attempt = an_attempt(file)
    said = SandboxVoice().say(attempt.reference, accepted=False)

    heard = client.post(
        "/inscription/paiement/notification/sandbox/",
        said.body,
        content_type="application/json",
        headers=said.headers,
    )

    assert heard.status_code == 200
    assert browser.get(STATE).headers["HX-Redirect"] == FEES
    assert "Votre banque a refusé le paiement" in text(browser.get(FEES))


def test_somebody_who_gave_up_may_start_again_or_wait(browser: PageClient, file: EnrolmentFile) -> None:
    an_attempt(file)

    answer = browser.get("/inscription/paiement/abandon/", follow=True)

    assert "n’a pas encore de réponse" in text(answer)
    assert browser.post(FEES)["Location"] == "/inscription/dossier/banque/"


def test_a_grant_holder_goes_straight_to_the_receipt(client: PageClient) -> None:
    session = client.session
    session[KEY] = ReadyFileFactory.create(admission__grant_holder=True).pk
    session.save()
    assert "Exonération des boursiers" in text(client.get(FEES))

    assert client.post(FEES)["Location"] == "/inscription/dossier/recu/"


def test_without_a_tariff_the_page_says_whom_to_write_to(browser: PageClient, at: Traveller) -> None:
    at("2015-07-10 10:00")
    session = browser.session
    session.save()

    assert "eco-scolarite" in text(browser.get(FEES))
    assert browser.post(FEES).status_code == 409


def test_who_is_enrolled_already_is_told_so(client: PageClient) -> None:
    pay(an_attempt(national_id="0600000001P"))
    session = client.session
    session[KEY] = ReadyFileFactory.create(national_id="0600000001P").pk
    session.save()

    answer = client.post(FEES)

    assert answer.status_code == 409
    assert "Votre inscription à cette étape existe déjà" in text(answer)


def test_the_bank_page_without_an_attempt_leads_back(browser: PageClient) -> None:
    assert browser.get("/inscription/dossier/banque/")["Location"] == FEES
    assert browser.get(WAITING)["Location"] == FEES


def test_the_receipt_tells_what_was_paid_and_what_comes_next(
    browser: PageClient, file: EnrolmentFile, max_queries: Callable[..., Any]
) -> None:
    pay(an_attempt(file))

    with max_queries(14):
        answer = browser.get("/inscription/dossier/recu/")

    for word in (
        "Q2026-000001",
        "178,00",
        "T1",
        "sera possible 15 minutes",
        "à 10:15",
        file.personal_email,
        "24 heures",
    ):
        assert word in text(answer)


def test_a_bank_that_wants_a_form_gets_one_and_the_browser_may_post_it(
    browser: PageClient, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.PERISTYLE_PAYMENT_PROVIDER = "peristyle.enrolment.adapters.paybox.Paybox"

    with serving(FakePaybox(HMAC_KEY, signed).answer) as bank:
        contract = paybox_settings(tmp_path, f"{bank}/cgi/page")
        for name, value in contract.model_dump(exclude_none=True).items():
            monkeypatch.setenv(f"PERISTYLE_PAYBOX_{name.upper()}", str(value))
        answer = browser.post(FEES, follow=True)

    assert f'action="{bank}/cgi/page"' in text(answer)
    assert "PBX_HMAC" in text(answer)
    assert "csrfmiddlewaretoken" not in text(answer).partition("/cgi/page")[2].partition("</form>")[0]
    assert f"form-action 'self' {bank};" in answer.headers["Content-Security-Policy"]


# The sandbox bank


@pytest.mark.parametrize("decision", ["accept", "refuse", "accept_late", "accept_twice"])
def test_the_sandbox_bank_answers_by_a_task_never_by_the_browser(
    client: PageClient, decision: str, run_due_tasks: Work
) -> None:
    page = f"/inscription/banque-de-demonstration/{an_attempt().reference}/"

    client.post(page, {"decision": decision})

    assert not Enrolment.objects.exists()
    run_due_tasks()
    assert Enrolment.objects.exists() == (decision in {"accept", "accept_twice"})


def test_a_decision_of_the_sandbox_bank_is_not_played_twice(client: PageClient) -> None:
    page = f"/inscription/banque-de-demonstration/{an_attempt().reference}/"
    client.post(page, {"decision": "refuse"})

    assert "La banque a déjà décidé" in text(client.get(page))


def test_abandoning_tells_nothing_to_anybody(client: PageClient) -> None:
    page = f"/inscription/banque-de-demonstration/{an_attempt().reference}/"

    assert client.post(page, {"decision": "…"})["Location"] == "/inscription/paiement/abandon/"


def test_outside_the_demonstration_there_is_no_sandbox_bank(client: PageClient, settings: Any) -> None:
    page = f"/inscription/banque-de-demonstration/{an_attempt().reference}/"

    settings.PERISTYLE_DEMO = False

    assert client.get(page).status_code == 404
    assert client.post(page, {"decision": "accept"}).status_code == 404
    with pytest.raises(ImproperlyConfigured):
        SandboxBank()
    assert [error.id for error in bank_is_set_up()] == ["peristyle.E010"]


def test_with_another_bank_there_is_no_sandbox_bank_either(client: PageClient, settings: Any) -> None:
    page = f"/inscription/banque-de-demonstration/{an_attempt().reference}/"

    settings.PERISTYLE_PAYMENT_PROVIDER = "peristyle.enrolment.adapters.paybox.Paybox"

    assert client.get(page).status_code == 404
