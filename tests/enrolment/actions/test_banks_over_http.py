"""Paybox and PayFiP from the fees page to the books, each a server at home that notifies the house over HTTP."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode

import html5lib
import pytest

from peristyle.enrolment.actions.ask_bank import ask_bank
from peristyle.enrolment.actions.chase_instalments import chase_instalments
from peristyle.enrolment.models import (
    Enrolment,
    InstalmentReminder,
    LedgerEntry,
    PaymentAttempt,
    PaymentNotification,
    Verdict,
)
from peristyle.enrolment.queries import payment_state_of, schedule_of
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.means import Means
from peristyle.enrolment.views.open_file import KEY
from tests.enrolment.adapters.banks import HMAC_KEY, paybox_settings, signed
from tests.enrolment.factories import ReadyFileFactory
from tests.harness.fake_banks import FakePaybox, FakePayFiP, post, serving
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db(transaction=True)
FEES = "/inscription/dossier/droits/"
NOTIFICATIONS = "/inscription/paiement/notification/"
CLIENT = "049836"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def paybox(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakePaybox]:
    server = FakePaybox(HMAC_KEY, signed)
    with serving(server.answer) as address:
        contract = paybox_settings(tmp_path, f"{address}/cgi/page")
        for name in ("site", "rang", "identifiant", "hmac_key", "public_key", "page"):
            monkeypatch.setenv(f"PERISTYLE_PAYBOX_{name.upper()}", str(getattr(contract, name)))
        settings.PERISTYLE_PAYMENT_PROVIDER = "peristyle.enrolment.adapters.paybox.Paybox"
        yield server


@pytest.fixture
def payfip(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakePayFiP]:
    server = FakePayFiP(CLIENT)
    with serving(server.answer) as address:
        contract = {"CLIENT": CLIENT, "MODE": "test", "SERVICE": f"{address}/ws", "PAGE": f"{address}/page"}
        for name, value in contract.items():
            monkeypatch.setenv(f"PERISTYLE_PAYFIP_{name}", value)
        settings.PERISTYLE_PAYMENT_PROVIDER = "peristyle.enrolment.adapters.payfip.PayFiP"
        yield server


@pytest.fixture
def browser() -> PageClient:
    """Somebody whose file only lacks the payment."""
    client = PageClient()
    session = client.session
    session[KEY] = ReadyFileFactory.create().pk
    session.save()
    return client


def to_bank(browser: PageClient, **chosen: str) -> PaymentAttempt:
    """From the fees page to the bank's own."""
    assert browser.post(FEES, chosen)["Location"] == "/inscription/dossier/banque/"
    return PaymentAttempt.objects.latest("pk")


def post_form(browser: PageClient) -> PaymentAttempt:
    """The browser posts the form that our page made for Paybox."""
    page = html5lib.parse(browser.get("/inscription/dossier/banque/").content, namespaceHTMLElements=False)
    form = next(found for found in page.iter("form") if "/cgi/" in found.get("action", ""))
    fields = [(field.get("name"), field.get("value")) for field in form.iter("input")]
    post(form.get("action"), urlencode(fields).encode())
    return PaymentAttempt.objects.latest("pk")


def test_paybox_takes_three_instalments_under_one_reference(
    paybox: FakePaybox, browser: PageClient, live_server: Any, at: Traveller
) -> None:
    reference = to_bank(browser, means="instalments").reference
    post_form(browser)
    address = f"{live_server.url}{NOTIFICATIONS}paybox/"

    post(address, paybox.notify(reference, accepted=True, transaction_id="S1"))
    file = Enrolment.objects.get().file
    at("2026-08-10 04:00")
    chase_instalments.call()
    post(address, paybox.notify(reference, accepted=True, transaction_id="S2", instalment=1))
    at("2026-09-10 04:00")
    post(address, paybox.notify(reference, accepted=False, transaction_id="", instalment=2))
    chase_instalments.call()

    invoice = PaymentAttempt.objects.get().invoice
    assert [entry.amount_cents for entry in LedgerEntry.objects.all()] == [5934, 5933]
    assert [bool(part.settled_at) for part in schedule_of(invoice)] == [True, True, False]
    assert PaymentNotification.objects.first().verdict == Verdict.INSTALMENT_REFUSED  # type: ignore[union-attr]
    assert InstalmentReminder.objects.get().instalment.position == 3
    assert payment_state_of(file) == PaymentState.PART_PAID


def test_paybox_s_word_for_another_amount_pays_nothing(
    paybox: FakePaybox, browser: PageClient, live_server: Any
) -> None:
    reference = to_bank(browser, means="card").reference
    paybox.forms[reference] = {"PBX_TOTAL": "1"}

    with pytest.raises(HTTPError, match="409"):
        post(
            f"{live_server.url}{NOTIFICATIONS}paybox/",
            paybox.notify(reference, accepted=True, transaction_id="S1"),
        )

    assert not LedgerEntry.objects.exists()


def test_nobody_leaves_for_a_bank_that_is_down(paybox: FakePaybox, browser: PageClient) -> None:
    paybox.alive = False

    answer = browser.post(FEES, {"means": "card"})

    assert answer.status_code == 503
    assert "La banque ne répond pas" in answer.content.decode()


def test_payfip_is_asked_when_it_says_that_something_happened(
    payfip: FakePayFiP, browser: PageClient, live_server: Any
) -> None:
    attempt = to_bank(browser, means="card")
    assert browser.get("/inscription/dossier/banque/")["Location"].endswith(f"?idop={attempt.bank_session}")

    post(f"{live_server.url}{NOTIFICATIONS}payfip/", payfip.decide(attempt.bank_session, "V"))

    assert Enrolment.objects.exists()
    entry = LedgerEntry.objects.get()
    assert (entry.means, entry.transaction_id) == (Means.DIRECT_DEBIT, attempt.bank_session)


def test_anybody_may_name_an_operation_but_only_payfip_says_it_is_paid(
    payfip: FakePayFiP, browser: PageClient, live_server: Any
) -> None:
    attempt = to_bank(browser, means="card")
    address = f"{live_server.url}{NOTIFICATIONS}payfip/"

    post(address, f"idop={attempt.bank_session}&resultrans=P&montant=17800".encode())
    with pytest.raises(HTTPError, match="404"):
        post(address, b"idop=00000000-0000-0000-0000-000000000000")
    with pytest.raises(HTTPError, match="403"):
        post(address, b"resultrans=P")

    assert not LedgerEntry.objects.exists()
    assert set(PaymentNotification.objects.values_list("verdict", flat=True)) == {
        Verdict.UNCONFIRMED,
        Verdict.UNKNOWN_REFERENCE,
        Verdict.FORGED,
    }


def test_a_notification_of_payfip_that_got_lost_is_caught_up(
    payfip: FakePayFiP, browser: PageClient, at: Traveller
) -> None:
    attempt = to_bank(browser, means="card")
    payfip.decide(attempt.bank_session, "P")
    at.later(minutes=11)

    ask_bank.call()

    assert Enrolment.objects.exists()


def test_an_operation_left_alone_expires_after_two_hours(
    payfip: FakePayFiP, browser: PageClient, at: Traveller
) -> None:
    attempt = to_bank(browser, means="card")
    payfip.forget(attempt.bank_session)
    at.later(minutes=30)
    ask_bank.call()
    assert PaymentAttempt.objects.get().refused_at is None

    at.later(minutes=90)
    ask_bank.call()

    assert PaymentAttempt.objects.get().refusal_code == "expired"


def test_payfip_down_keeps_the_question_for_later(payfip: FakePayFiP, browser: PageClient, at: Traveller) -> None:
    attempt = to_bank(browser, means="card")
    payfip.decide(attempt.bank_session, "P")
    payfip.down = True
    at.later(minutes=11)
    ask_bank.call()
    assert not LedgerEntry.objects.exists()

    payfip.down = False
    ask_bank.call()

    assert LedgerEntry.objects.exists()
