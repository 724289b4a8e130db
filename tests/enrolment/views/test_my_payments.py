"""« Mes paiements »: schedules, paying on, refunds, and never another's."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.audit.public import journal
from peristyle.enrolment.actions.chase_instalments import chase_instalments
from peristyle.enrolment.actions.decide_refund import decide_refund
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import (
    Enrolment,
    EnrolmentFile,
    InstalmentReminder,
    Invoice,
    LedgerEntry,
    PaymentAttempt,
    RefundRequest,
)
from peristyle.enrolment.queries import balance_of, payment_state_of, schedule_of
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.views.open_file import KEY
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.adapters.banks import SandboxVoice
from tests.enrolment.factories import ReadyFileFactory
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
Work = Callable[..., list[str]]
MINE = "/scolarite/paiements/"
FEES = "/inscription/dossier/droits/"
IBAN = "FR76 3000 6000 0112 3456 7890 189"
REFUND = {"reason": "resignation", "said": "Je pars à Lyon.", "account_holder": "C. Aubépine", "iban": IBAN}


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def student(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.STUDENT)


def file_of(person: Person) -> EnrolmentFile:
    """A file of a person the university knows, in which only the payment is missing."""
    return ReadyFileFactory.create(admission__person=person, admission__birth_name=person.birth_name)


def pay(attempt: PaymentAttempt, transaction_id: str = "") -> None:
    """The bank has accepted."""
    received = ReceivedPayment(attempt, transaction_id or f"T{attempt.pk}", attempt.amount_cents)
    settle_payment(attempt.invoice_id, received)


def begun_in_instalments(person: Person) -> Invoice:
    """The first of three instalments is paid."""
    attempt = start_payment(file_of(person), in_instalments=True)
    assert attempt
    pay(attempt)
    return attempt.invoice


def paid(person: Person) -> Invoice:
    """All of it is paid."""
    attempt = start_payment(file_of(person))
    assert attempt
    pay(attempt)
    return attempt.invoice


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_the_fees_page_shows_the_schedule_before_and_the_first_part_enrols(client: PageClient) -> None:
    file = ReadyFileFactory.create()
    session = client.session
    session[KEY] = file.pk
    session.save()

    page = text(client.get(FEES))
    client.post(FEES, {"means": "instalments"})

    for word in ("59,34", "59,33", "10 août 2026", "10 septembre 2026", "Payer par virement ou par chèque"):
        assert word in page
    attempt = PaymentAttempt.objects.get()
    assert attempt.amount_cents == 5934
    pay(attempt)
    assert Enrolment.objects.exists()
    assert payment_state_of(file) == PaymentState.PART_PAID
    receipt = text(client.get("/inscription/dossier/recu/"))
    assert "Reste à payer" in receipt
    assert "118,66" in receipt


@pytest.mark.parametrize("means", ["transfer", "cheque"])
def test_a_transfer_or_a_cheque_goes_with_the_number_of_the_invoice(client: PageClient, means: str) -> None:
    file = ReadyFileFactory.create()
    session = client.session
    session[KEY] = file.pk
    session.save()

    answer = client.post(FEES, {"means": means}, follow=True)

    assert "F2026-000001" in text(answer)
    assert ("IBAN" in text(answer)) == (means == "transfer")
    assert payment_state_of(file) == PaymentState.PENDING
    assert "Nous attendons votre paiement" in text(client.get(FEES))


def test_out_of_its_windows_nobody_pays_in_three_times(client: PageClient, at: Traveller) -> None:
    at("2026-08-01 10:00")
    session = client.session
    session[KEY] = ReadyFileFactory.create().pk
    session.save()

    assert "n’est pas ouvert en ce moment" in text(client.get(FEES))
    assert client.post(FEES, {"means": "instalments"}).status_code == 409
    assert not PaymentAttempt.objects.exists()


def test_in_three_times_once_a_year(student: Person) -> None:
    begun_in_instalments(student)
    other = file_of(student)
    other.admission.step = ReadyFileFactory.create(
        admission__step__code="EM1", admission__step__degree__code="MECO", admission__step__degree__level="master"
    ).admission.step
    other.admission.save()
    browser = signed_in(student)
    session = browser.session
    session[KEY] = other.pk
    session.save()

    assert "en plusieurs fois une autre inscription" in text(browser.get(FEES))


def test_what_was_paid_and_what_will_be_stands_on_one_page(student: Person, max_queries: Callable[..., Any]) -> None:
    begun_in_instalments(student)
    browser = signed_in(student)

    with max_queries(18):
        page = text(browser.get(MINE))

    for word in ("Payé en partie", "Échéancier", "Payée", "À venir", "118,66", "Payer 59,33", "Voir le reçu"):
        assert word in page


def test_an_instalment_is_paid_from_inside_the_house(student: Person, client: PageClient, run_due_tasks: Work) -> None:
    invoice = begun_in_instalments(student)
    browser = signed_in(student)

    to_bank = browser.post(f"{MINE}{invoice.number}/payer/", follow=True)
    attempt = PaymentAttempt.objects.latest("pk")
    back = browser.post(to_bank.redirect_chain[-1][0], {"decision": "accept"})
    run_due_tasks(may_fail=True)

    assert attempt.amount_cents == 5933
    assert back["Location"] == f"{MINE}retour/"
    assert browser.get(back["Location"])["Location"] == MINE
    assert [bool(part.settled_at) for part in schedule_of(invoice)] == [True, True, False]


def test_nothing_more_is_paid_than_what_is_due(student: Person) -> None:
    invoice = paid(student)
    browser = signed_in(student)

    assert browser.post(f"{MINE}{invoice.number}/payer/")["Location"] == MINE
    assert PaymentAttempt.objects.count() == 1


def test_who_is_late_is_reminded_then_blocked(
    student: Person, at: Traveller, outbox: Outbox, run_due_tasks: Work
) -> None:
    invoice = begun_in_instalments(student)
    seen = []
    for day in ("2026-08-09", "2026-08-10", "2026-08-13", "2026-08-14", "2026-08-20", "2026-08-25", "2026-08-26"):
        at(f"{day} 06:00")
        chase_instalments.call()
        seen.append((InstalmentReminder.objects.count(), payment_state_of(invoice.file)))
    run_due_tasks(may_fail=True)

    assert [count for count, _ in seen] == [0, 1, 2, 2, 3, 3, 3]
    assert seen[-2][1] == PaymentState.PART_PAID
    assert seen[-1][1] == PaymentState.OVERDUE
    letters = [letter for letter in outbox.to(student.backup_email) if "échéance" in letter.subject]
    assert len(letters) == 3
    assert "25 août 2026" in letters[0].text
    assert "Vos documents sont bloqués" in text(signed_in(student).get(MINE))


def test_paying_what_is_late_lifts_the_block(student: Person, at: Traveller) -> None:
    invoice = begun_in_instalments(student)
    at("2026-09-20 10:00")
    signed_in(student).post(f"{MINE}{invoice.number}/payer/")
    attempt = PaymentAttempt.objects.latest("pk")

    pay(attempt)

    assert attempt.amount_cents == 11866
    assert payment_state_of(invoice.file) == PaymentState.PAID


def test_a_refund_is_asked_for_and_its_iban_is_not_legible_in_the_database(student: Person) -> None:
    invoice = paid(student)
    browser = signed_in(student)
    page = text(browser.get(f"{MINE}{invoice.number}/remboursement/"))
    assert "155,00" in page
    assert "23,00" in page

    answer = browser.post(f"{MINE}{invoice.number}/remboursement/", REFUND)

    assert answer["Location"] == MINE
    asked = RefundRequest.objects.get()
    assert "3000" not in asked.iban
    assert "attend la décision" in text(browser.get(MINE))
    assert browser.post(f"{MINE}{invoice.number}/remboursement/", REFUND).status_code == 422


@pytest.mark.parametrize("wrong", [{"iban": "FR76 3000 6000 0112 3456 7890 188"}, {"iban": ""}, {"reason": "x"}])
def test_what_was_typed_wrong_is_said_and_nothing_is_lost(student: Person, wrong: dict[str, str]) -> None:
    invoice = paid(student)

    answer = signed_in(student).post(f"{MINE}{invoice.number}/remboursement/", REFUND | wrong)

    assert answer.status_code == 422
    assert "Je pars à Lyon." in text(answer)
    assert not RefundRequest.objects.exists()


def test_the_answer_comes_by_mail(
    student: Person, outbox: Outbox, run_due_tasks: Work, inhabitant: Inhabitants
) -> None:
    invoice = paid(student)
    signed_in(student).post(f"{MINE}{invoice.number}/remboursement/", REFUND)

    decide_refund(
        RefundRequest.objects.get(), credit_cents=0, answer="Trop tard.", by=inhabitant(Role.REGISTRAR_OFFICER)
    )
    run_due_tasks(may_fail=True)

    letter = next(letter for letter in outbox.to(student.backup_email) if "refusée" in letter.subject)
    assert "Trop tard." in letter.text
    assert RefundRequest.objects.get().iban == ""


# Another's


@pytest.mark.parametrize("page", ["payer/", "remboursement/"])
def test_another_s_invoice_is_not_found(student: Person, inhabitant: Inhabitants, page: str) -> None:
    invoice = paid(student)
    stranger = signed_in(inhabitant(Role.STUDENT))

    assert stranger.post(f"{MINE}{invoice.number}/{page}", REFUND).status_code == 404
    assert invoice.number not in text(stranger.get(MINE))


def test_another_s_way_to_the_bank_is_not_found(student: Person, inhabitant: Inhabitants) -> None:
    invoice = begun_in_instalments(student)
    signed_in(student).post(f"{MINE}{invoice.number}/payer/")
    reference = PaymentAttempt.objects.latest("pk").reference

    assert signed_in(inhabitant(Role.STUDENT)).get(f"{MINE}banque/{reference}/").status_code == 404


def test_an_amount_one_posts_is_not_looked_at(student: Person) -> None:
    invoice = begun_in_instalments(student)

    signed_in(student).post(f"{MINE}{invoice.number}/payer/", {"amount": "1", "amount_cents": "1", "means": "x"})

    assert PaymentAttempt.objects.latest("pk").amount_cents == 5933


def test_money_in_another_currency_pays_nothing(student: Person) -> None:
    attempt = start_payment(file_of(student))
    assert attempt
    said = SandboxVoice().say(attempt.reference, accepted=True)
    body = said.body.replace(b"EUR", b"XOF")

    forged = PageClient().post(
        "/inscription/paiement/notification/sandbox/", body, content_type="application/json", headers=said.headers
    )

    assert forged.status_code == 403
    assert not LedgerEntry.objects.exists()
    assert journal(action="enrolment.notification_forged").exists()


def test_a_signed_word_that_the_bank_does_not_confirm_pays_nothing(student: Person) -> None:
    attempt = start_payment(file_of(student))
    assert attempt
    voice = SandboxVoice()
    said = voice.say(attempt.reference, accepted=True, transaction_id="T7")
    voice.say(attempt.reference, accepted=False, transaction_id="T7")

    PageClient().post(
        "/inscription/paiement/notification/sandbox/", said.body, content_type="application/json", headers=said.headers
    )

    assert not LedgerEntry.objects.exists()
    assert balance_of(attempt.invoice).due_cents == 17800
    assert journal(action="enrolment.notification_contradiction").exists()
