"""What may be tried against the enrolment: guess, skip, forge, replay, see another's papers, break the forms."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peristyle.audit.public import journal
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.models import (
    Enrolment,
    EnrolmentFile,
    PaymentAttempt,
    PaymentNotification,
    Receipt,
    Verdict,
)
from peristyle.enrolment.views.open_file import KEY
from peristyle.kernel.permissions import Role
from tests.enrolment.adapters.banks import SandboxVoice
from tests.enrolment.factories import ADDRESS, AdmissionFactory, FileFactory, ReadyFileFactory, an_attempt
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
IDENTITY = {"application_number": "P260000042", "birth_date": "12/05/2007", "email": ADDRESS}
NOTIFICATION = "/inscription/paiement/notification/sandbox/"
anything = st.text(st.characters(codec="utf-8"), max_size=300)
lasting = hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


def browser_with(file: EnrolmentFile, browser: Client | None = None) -> Client:
    """A browser in which the file is open."""
    browser = browser or PageClient()
    session = browser.session
    session[KEY] = file.pk
    session.save()
    browser.cookies["session"] = session.session_key
    return browser


def pay(attempt: PaymentAttempt) -> Receipt:
    """The bank has accepted."""
    settle_payment(attempt.invoice_id, ReceivedPayment(attempt, f"T{attempt.pk}", attempt.amount_cents))
    return Receipt.objects.get(invoice=attempt.invoice)


def notify(client: PageClient, body: bytes, signature: str = "") -> Any:
    """Post something as the bank's word."""
    return client.post(NOTIFICATION, body, content_type="application/json", headers={"X-Sandbox-Signature": signature})


def words(response: Any) -> str:
    """A page, less what was typed and what is drawn anew."""
    page = response.content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|name="csrf-token" content="[^"]+"', "", page)
    return re.sub(r'(<input[^>]*) value="[^"]*"', r"\1", page)


# Enumeration


def test_the_answer_does_not_tell_which_of_the_three_is_wrong(client: PageClient) -> None:
    AdmissionFactory.create(application_number="P260000042")
    tries = [
        {"application_number": "P260000041"},
        {"birth_date": "13/05/2007"},
        {"email": "somebody@example.net"},
        {"application_number": "nothing like it"},
    ]

    answers = {
        (answer.status_code, words(answer)) for answer in (client.post("/inscription/", IDENTITY | t) for t in tries)
    }

    assert len(answers) == 1


def test_birth_dates_are_not_guessed_one_after_the_other(client: PageClient) -> None:
    AdmissionFactory.create(application_number="P260000042")
    for day in range(1, 12):
        client.post("/inscription/", IDENTITY | {"birth_date": f"{day}/05/2007"})

    assert client.post("/inscription/", IDENTITY).status_code == 429


def test_slowing_one_number_down_does_not_slow_the_others(client: PageClient) -> None:
    AdmissionFactory.create(application_number="P260000042")
    for _ in range(8):
        client.post("/inscription/", IDENTITY | {"application_number": "P260000041"})

    assert client.post("/inscription/", IDENTITY).status_code == 302


# Codes


def test_a_code_is_not_guessed(run_due_tasks: Callable[..., list[str]], at: Traveller) -> None:
    file = ReadyFileFactory.create(personal_email_confirmed_at=None, step_confirmed_at=None)
    browser = browser_with(file)
    tried = 0
    for _ in range(12):
        if browser.post("/inscription/dossier/adresse/code/").status_code == 302:
            run_due_tasks()
        answers = [browser.post("/inscription/dossier/adresse/", {"code": f"{tried:08d}"}) for _ in range(6)]
        tried += sum("Il reste" in answer.content.decode() for answer in answers)
        at.later(minutes=5)

    # Four answers « wrong » by code, and five codes an hour: out of a hundred million.
    assert tried <= 24


# Skipping


@pytest.mark.parametrize("page", ["coordonnees", "adresse", "adresse/code", "etape", "droits"])
def test_a_step_is_not_skipped_by_posting(page: str) -> None:
    file = FileFactory.create()

    browser_with(file).post(f"/inscription/dossier/{page}/", {"confirmed": "on", "code": "00000000"})

    assert EnrolmentFile.objects.filter(
        contact_given_at=None, personal_email_confirmed_at=None, step_confirmed_at=None
    ).exists()
    assert not PaymentAttempt.objects.exists()


def test_being_exempt_is_not_something_one_may_post() -> None:
    browser = browser_with(ReadyFileFactory.create())

    browser.post("/inscription/dossier/droits/", {"grant_holder": "on", "total": "0", "amount_cents": "0"})

    assert PaymentAttempt.objects.get().amount_cents == 17800
    assert not Receipt.objects.exists()


def test_a_paid_file_is_not_changed_any_more() -> None:
    attempt = an_attempt()
    pay(attempt)
    browser = browser_with(attempt.invoice.file)

    browser.post("/inscription/dossier/identifiants/", {"national_id": "0600000001P", "cvec_number": "X"})

    assert EnrolmentFile.objects.get().national_id == ""


# Forging


@pytest.mark.parametrize("signature", ["", "0" * 64, "é", "a" * 10_000])
def test_a_word_that_is_not_the_bank_s_is_refused_and_stands_in_the_journal(client: PageClient, signature: str) -> None:
    said = SandboxVoice().say(an_attempt().reference, accepted=True)

    assert notify(client, said.body, signature).status_code == 403

    assert not Enrolment.objects.exists()
    assert PaymentNotification.objects.get().verdict == Verdict.FORGED
    assert journal(action="enrolment.notification_forged").get().origin == "127.0.0.1"


def test_a_cheap_payment_does_not_pay_a_dear_invoice(client: PageClient) -> None:
    said = SandboxVoice().say(an_attempt().reference, accepted=True, amount_cents=1)

    assert notify(client, said.body, said.headers["X-Sandbox-Signature"]).status_code == 409
    assert not Enrolment.objects.exists()


def test_somebody_else_s_payment_does_not_pay_mine(client: PageClient) -> None:
    paid, mine = an_attempt(), an_attempt()
    pay(paid)
    said = SandboxVoice().say(mine.reference, accepted=True, transaction_id=f"T{paid.pk}")

    assert notify(client, said.body, said.headers["X-Sandbox-Signature"]).status_code == 409
    assert not Receipt.objects.filter(invoice=mine.invoice).exists()


def test_a_replayed_word_changes_nothing(client: PageClient) -> None:
    said = SandboxVoice().say(an_attempt().reference, accepted=True)

    answers = [notify(client, said.body, said.headers["X-Sandbox-Signature"]).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert Enrolment.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_only_a_post_is_a_word(client: PageClient, method: str) -> None:
    assert getattr(client, method)(NOTIFICATION).status_code == 405


def test_a_word_too_long_is_not_read(client: PageClient) -> None:
    assert notify(client, b"x" * 20_000).status_code == 413
    assert not PaymentNotification.objects.exists()


def test_a_bank_we_do_not_work_with_is_not_heard(client: PageClient) -> None:
    assert client.post("/inscription/paiement/notification/paybox/", b"", content_type="text/plain").status_code == 404


@lasting
@given(body=st.binary(max_size=500))
def test_no_word_breaks_the_house(body: bytes) -> None:
    assert notify(PageClient(), body).status_code == 403


# Another's papers


def test_a_receipt_opens_to_its_owner_only(inhabitant: Inhabitants) -> None:
    receipt = pay(an_attempt())

    for person in (inhabitant(Role.STUDENT), inhabitant(Role.REGISTRAR_OFFICER), inhabitant(Role.IT_STAFF)):
        assert signed_in(person).get(f"/scolarite/recus/{receipt.number}/").status_code == 404


def test_a_file_opens_to_the_browser_that_proved_it_only() -> None:
    mine, other = an_attempt(), an_attempt()
    pay(other)

    answer = browser_with(mine.invoice.file).get("/inscription/dossier/recu/", follow=True)

    assert answer.redirect_chain[-1][0] == "/inscription/dossier/droits/"


def test_the_next_user_of_a_shared_computer_gets_nothing_of_the_former() -> None:
    browser = browser_with(ReadyFileFactory.create())
    browser.post("/inscription/dossier/fermeture/")

    assert browser.get("/inscription/dossier/coordonnees/")["Location"] == "/inscription/"


def test_closing_a_file_takes_more_than_a_link() -> None:
    browser = browser_with(ReadyFileFactory.create())
    browser.get("/inscription/dossier/fermeture/")

    assert browser.get("/inscription/dossier/coordonnees/").status_code == 200


@pytest.mark.parametrize(
    "page",
    [
        "/inscription/",
        "/inscription/dossier/fermeture/",
        "/inscription/dossier/identifiants/",
        "/inscription/dossier/droits/",
    ],
)
def test_another_site_cannot_post_in_one_s_name(page: str) -> None:
    strict = PageClient(enforce_csrf_checks=True)
    strict.cookies = browser_with(ReadyFileFactory.create()).cookies

    assert strict.post(page, IDENTITY).status_code == 403


# Broken forms: Django's own client, as a page that gives back what was typed is only as well made as that


@lasting
@given(number=anything, birth_date=anything, email=anything)
def test_nothing_typed_as_an_identity_breaks_the_page(number: str, birth_date: str, email: str) -> None:
    answer = Client().post("/inscription/", {"application_number": number, "birth_date": birth_date, "email": email})

    assert answer.status_code in {422, 429}


@lasting
@given(values=st.lists(anything, min_size=7, max_size=7))
def test_nothing_typed_as_a_contact_breaks_the_page(values: list[str]) -> None:
    file = FileFactory.create(cvec_number="MON1-AB12CD-34", identified_at="2026-07-10T10:00Z")
    names = ["personal_email", "phone", "street", "street_complement", "postal_code", "city", "country"]

    answer = browser_with(file, Client()).post(
        "/inscription/dossier/coordonnees/", dict(zip(names, values, strict=True))
    )

    assert answer.status_code in {302, 422}


@lasting
@given(national_id=anything, cvec_number=anything, code=anything)
def test_nothing_typed_as_a_number_or_a_code_breaks_the_page(national_id: str, cvec_number: str, code: str) -> None:
    file = ReadyFileFactory.create(personal_email_confirmed_at=None)
    browser = browser_with(file, Client())

    answers = [
        browser.post("/inscription/dossier/identifiants/", {"national_id": national_id, "cvec_number": cvec_number}),
        browser.post("/inscription/dossier/adresse/", {"code": code}),
    ]

    assert {answer.status_code for answer in answers} <= {302, 422}
