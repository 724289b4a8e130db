"""What every bank must do, whichever it is."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from peristyle.enrolment.ports import ForgedNotification
from tests.enrolment.adapters.banks import ORDER, Bank, PayboxVoice, SandboxVoice

pytestmark = pytest.mark.django_db
BANKS: dict[str, Callable[[Path], Bank]] = {"sandbox": lambda _path: SandboxVoice(), "paybox": PayboxVoice}


@pytest.fixture(params=BANKS)
def bank(request: pytest.FixtureRequest, tmp_path: Path) -> Bank:
    return BANKS[request.param](tmp_path)


def test_its_name_fits_into_an_address(bank: Bank) -> None:
    assert bank.provider.code.isascii()
    assert bank.provider.code.isalpha()


def test_it_has_a_page_to_pay_on(bank: Bank) -> None:
    page = bank.provider.start(ORDER)

    assert urlsplit(page.url).path
    assert page.method in {"GET", "POST"}
    assert page.method == "POST" or not page.fields


def test_its_yes_is_heard(bank: Bank) -> None:
    said = bank.say(ORDER.reference, accepted=True, transaction_id="T42", amount_cents=17800)

    heard = bank.provider.read_notification(said.headers, said.body, "")

    assert heard.reference == ORDER.reference
    assert (heard.outcome.accepted, heard.outcome.transaction_id, heard.outcome.amount_cents) == (True, "T42", 17800)


def test_its_no_is_heard(bank: Bank) -> None:
    said = bank.say(ORDER.reference, accepted=False)

    heard = bank.provider.read_notification(said.headers, said.body, "")

    assert not heard.outcome.accepted
    assert heard.outcome.code


@pytest.mark.parametrize("forge", [b"17800", b"T42", b"5f0a"])
def test_not_a_character_may_be_changed_on_the_way(bank: Bank, forge: bytes) -> None:
    said = bank.say(ORDER.reference, accepted=True, transaction_id="T42")
    changed = said.body.replace(forge, forge[:-1] + b"1")

    assert changed != said.body
    with pytest.raises(ForgedNotification):
        bank.provider.read_notification(said.headers, changed, "")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"signature=", b"&signature=AAAA", b"\xff\xfe", b"montant=1&signature=%%"]
)
def test_what_is_not_signed_is_not_heard(bank: Bank, body: bytes) -> None:
    with pytest.raises(ForgedNotification):
        bank.provider.read_notification({}, body, "")


def test_what_it_has_not_decided_it_does_not_tell(bank: Bank) -> None:
    assert bank.provider.ask_outcome(ORDER.reference) is None
