"""What every bank must do, whichever it is: the two real ones against servers at home that speak as they document."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from peristyle.enrolment.ports import EURO, ForgedNotification, Outcome, PaymentOrder, Question
from peristyle.kernel import clock
from tests.enrolment.adapters.banks import HMAC_KEY, ORDER, Bank, PayboxVoice, PayFiPVoice, Said, SandboxVoice, signed
from tests.harness.fake_banks import FakePaybox, FakePayFiP, serving

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["sandbox", "paybox", "payfip"])
def bank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bank]:
    if request.param == "sandbox":
        yield SandboxVoice()
    elif request.param == "paybox":
        with serving(FakePaybox(HMAC_KEY, signed).answer) as address:
            yield PayboxVoice(tmp_path, f"{address}/cgi/page")
    else:
        server = FakePayFiP("049836")
        with serving(server.answer) as address:
            yield PayFiPVoice(server, address)


@pytest.fixture
def order(bank: Bank) -> PaymentOrder:
    return bank.open(ORDER)


def question(order: PaymentOrder) -> Question:
    """Ask about it."""
    return Question(order.reference, order.session, clock.now())


def heard(bank: Bank, order: PaymentOrder, said: Said) -> Outcome | None:
    """What is believed of a notification, as the house believes it."""
    notification = bank.provider.read_notification(said.headers, said.body, "")
    if not bank.provider.can_be_asked:
        return notification.outcome
    assert notification.session in {order.session, ""}
    return bank.provider.ask_outcome(question(order))


def test_its_name_fits_into_an_address(bank: Bank) -> None:
    assert bank.provider.code.isascii()
    assert bank.provider.code.isalpha()


def test_it_says_who_it_is(bank: Bank) -> None:
    assert bank.provider.introduce()


def test_it_has_a_page_to_pay_on(bank: Bank, order: PaymentOrder) -> None:
    page = bank.provider.start(order)

    assert urlsplit(page.url).path
    assert page.method in {"GET", "POST"}
    assert page.method == "POST" or not page.fields
    assert len(order.session) <= 200


def test_its_yes_is_heard_once_and_again(bank: Bank, order: PaymentOrder) -> None:
    said = bank.say(order.reference, accepted=True, transaction_id="T42", amount_cents=17800)

    outcomes = [heard(bank, order, said) for _ in range(2)]

    assert outcomes[0] == outcomes[1]
    assert outcomes[0]
    assert outcomes[0].accepted
    assert outcomes[0].transaction_id
    assert (outcomes[0].amount_cents, outcomes[0].currency) == (17800, EURO)


def test_its_no_is_heard(bank: Bank, order: PaymentOrder) -> None:
    outcome = heard(bank, order, bank.say(order.reference, accepted=False))

    assert outcome
    assert not outcome.accepted
    assert outcome.code


@pytest.mark.parametrize("place", [5, 20, -5])
def test_not_a_character_may_be_changed_on_the_way(bank: Bank, order: PaymentOrder, place: int) -> None:
    said = bank.say(order.reference, accepted=True, transaction_id="T42")
    changed = bytearray(said.body)
    changed[place] ^= 1

    try:
        notification = bank.provider.read_notification(said.headers, bytes(changed), "")
    except ForgedNotification:
        return
    assert notification.outcome is None
    assert bank.provider.ask_outcome(question(replace(order, session=notification.session))) is None


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"signature=", b"&signature=AAAA", b"\xff\xfe", b"montant=1&signature=%%"]
)
def test_what_is_not_its_word_is_not_heard(bank: Bank, body: bytes) -> None:
    with pytest.raises(ForgedNotification):
        bank.provider.read_notification({}, body, "")


def test_what_it_has_not_decided_it_does_not_tell(bank: Bank, order: PaymentOrder) -> None:
    assert bank.provider.ask_outcome(question(order)) is None
