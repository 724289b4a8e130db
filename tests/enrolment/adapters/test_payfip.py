"""PayFiP régie, against a server at home that speaks what the DGFiP documents."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from peristyle.enrolment import conf
from peristyle.enrolment.adapters.payfip import EXPIRED, PayFiP
from peristyle.enrolment.ports import BankUnreachable, ForgedNotification, Outcome, Question
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock
from tests.enrolment.adapters.banks import ORDER, payfip_settings
from tests.harness.fake_banks import FakePayFiP, serving
from tests.harness.travel import Traveller

CLIENT = "049836"


@pytest.fixture
def server() -> FakePayFiP:
    return FakePayFiP(CLIENT)


@pytest.fixture
def bank(server: FakePayFiP) -> Iterator[PayFiP]:
    with serving(server.answer) as address:
        yield PayFiP(payfip_settings(address))


def asked(session: str, *, ago: timedelta = timedelta(0)) -> Question:
    """A question about the order of these tests."""
    return Question(ORDER.reference, session, clock.now() - ago)


def test_an_operation_is_opened_before_anybody_leaves(bank: PayFiP, server: FakePayFiP) -> None:
    session = bank.prepare(ORDER)

    page = bank.start(replace(ORDER, session=session))

    assert page.method == "GET"
    assert page.url.endswith(f"/page?idop={session}")
    order = server.operations[session].asked
    assert (order["montant"], order["refdet"], order["saisie"]) == ("17800", ORDER.reference[:30], "T")
    assert order["objet"] == "EE1 L1 Economie F2026 000001"
    assert order["urlnotif"] == ORDER.notification_url


@pytest.mark.parametrize(("result", "means"), [("P", Means.CARD), ("V", Means.DIRECT_DEBIT)])
def test_a_payment_is_by_card_or_by_direct_debit(bank: PayFiP, server: FakePayFiP, result: str, means: Means) -> None:
    session = bank.prepare(ORDER)
    server.decide(session, result)

    assert bank.ask_outcome(asked(session)) == Outcome(
        accepted=True, transaction_id=session, amount_cents=17800, means=means
    )


@pytest.mark.parametrize("result", ["R", "Z"])
def test_a_refusal_says_which(bank: PayFiP, server: FakePayFiP, result: str) -> None:
    session = bank.prepare(ORDER)
    server.decide(session, result)

    outcome = bank.ask_outcome(asked(session))

    assert outcome
    assert (outcome.accepted, outcome.code) == (False, result)


def test_what_is_cancelled_may_be_paid_for_two_minutes(bank: PayFiP, server: FakePayFiP, at: Traveller) -> None:
    at("2026-07-10 10:00")
    session = bank.prepare(ORDER)
    server.decide(session, "A")

    assert bank.ask_outcome(asked(session, ago=timedelta(seconds=119))) is None
    cancelled = bank.ask_outcome(asked(session, ago=timedelta(minutes=2)))

    assert cancelled
    assert not cancelled.accepted


def test_an_operation_is_expired_after_two_hours_not_before(bank: PayFiP, server: FakePayFiP, at: Traveller) -> None:
    at("2026-07-10 10:00")
    session = bank.prepare(ORDER)
    assert bank.ask_outcome(asked(session)) is None
    server.forget(session)

    assert bank.ask_outcome(asked(session, ago=timedelta(minutes=119))) is None
    expired = bank.ask_outcome(asked(session, ago=timedelta(hours=2)))

    assert expired
    assert (expired.accepted, expired.code) == (False, EXPIRED)


def test_an_answer_about_another_payment_is_not_believed(bank: PayFiP, server: FakePayFiP) -> None:
    session = bank.prepare(ORDER)
    server.decide(session, "P")

    with pytest.raises(BankUnreachable):
        bank.ask_outcome(Question("f" * 32, session, clock.now()))


def test_a_service_that_does_not_answer_is_said_to_be_down(bank: PayFiP, server: FakePayFiP) -> None:
    server.down = True

    with pytest.raises(BankUnreachable):
        bank.prepare(ORDER)
    with pytest.raises(BankUnreachable):
        bank.introduce()


def test_what_payfip_refuses_is_told_by_its_code(bank: PayFiP) -> None:
    with pytest.raises(BankUnreachable, match="T1"):
        bank.prepare(replace(ORDER, amount_cents=0))


def test_the_contract_names_who_is_paid(bank: PayFiP) -> None:
    assert bank.introduce() == "PayFiP pays UNIVERSITE DE TEST, REGIE (test)"


@pytest.mark.parametrize("body", [b"", b"idop=1&idop=2", b"montant=17800", b"\xff"])
def test_a_notification_that_names_no_operation_is_not_heard(bank: PayFiP, body: bytes) -> None:
    with pytest.raises(ForgedNotification):
        bank.read_notification({}, body, "")


def test_a_notification_only_says_what_to_ask_about(bank: PayFiP, server: FakePayFiP) -> None:
    session = bank.prepare(ORDER)

    heard = bank.read_notification({}, server.decide(session, "P"), "")

    assert (heard.session, heard.outcome) == (session, None)


def test_the_settings_come_from_the_environment() -> None:
    settings = conf.payfip({"PERISTYLE_PAYFIP_CLIENT": CLIENT, "PERISTYLE_PAYFIP_MODE": "real"})

    assert settings.mode.letter == "W"
    with pytest.raises(ImproperlyConfigured, match="PERISTYLE_PAYFIP_MODE"):
        conf.payfip({"PERISTYLE_PAYFIP_CLIENT": CLIENT})
