"""What every sender of text messages must do, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from peristyle.demo.models import DemoMail
from peristyle.demo.text_messages import HomeTextMessages
from peristyle.kernel import checks, institution, text_messages
from peristyle.kernel.text_messages import MailGateway, TextMessages

pytestmark = pytest.mark.django_db
NUMBER = "+33612345678"


@dataclass(frozen=True)
class Gateway:
    """A sender, and what has arrived of it."""

    sender: TextMessages
    arrived: Callable[[], list[tuple[str, str]]]


@pytest.fixture
def with_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    known = institution.current()
    table = institution.TextMessages(address="{number}@sms.example.org")
    monkeypatch.setattr(institution, "current", lambda: known.model_copy(update={"text_messages": table}))


@pytest.fixture(params=["home", "mail gateway"])
def gateway(request: pytest.FixtureRequest, with_gateway: None) -> Gateway:
    if request.param == "home":
        return Gateway(HomeTextMessages(), lambda: [(kept.to, kept.text) for kept in DemoMail.objects.order_by("pk")])
    return Gateway(MailGateway(), lambda: [(_number(message.to[0]), str(message.body)) for message in mail.outbox])


def _number(address: str) -> str:
    return "+" + address.removesuffix("@sms.example.org")


def test_a_text_arrives_at_its_number_word_for_word(gateway: Gateway) -> None:
    gateway.sender.send(NUMBER, "UM\u202f: votre code est 1234 5678.")

    assert gateway.arrived() == [(NUMBER, "UM\u202f: votre code est 1234 5678.")]


def test_each_text_arrives_alone(gateway: Gateway) -> None:
    gateway.sender.send(NUMBER, "un")
    gateway.sender.send("+32470123456", "deux")

    assert gateway.arrived() == [(NUMBER, "un"), ("+32470123456", "deux")]


def test_a_gateway_that_nobody_described_stops_the_house_with_a_sentence() -> None:
    with override_settings(PERISTYLE_TEXT_MESSAGES="peristyle.kernel.text_messages.MailGateway"):
        with pytest.raises(ImproperlyConfigured):
            text_messages.gateway()
        (error,) = checks.text_messages_are_set_up()

    assert "text_messages.address" in error.msg


def test_a_sender_that_does_not_exist_stops_the_house() -> None:
    with override_settings(PERISTYLE_TEXT_MESSAGES="peristyle.kernel.nowhere.Sender"):
        (error,) = checks.text_messages_are_set_up()

    assert "nowhere" in error.msg


def test_a_house_without_a_sender_sends_nothing() -> None:
    with override_settings(PERISTYLE_TEXT_MESSAGES=""):
        assert text_messages.gateway() is None
        assert checks.text_messages_are_set_up() == []
