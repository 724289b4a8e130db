import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives
from pytest_django import Settings

from peristyle.demo.models import DemoMail
from tests.harness.travel import Traveller


@pytest.fixture(autouse=True)
def mails_stay_home(settings: Settings, db: None) -> None:
    settings.EMAIL_BACKEND = "peristyle.demo.mail_backend.HomeMailBackend"


def test_a_mail_is_kept_as_its_addressee_would_receive_it(at: Traveller) -> None:
    instant = at("2026-11-23 18:00")
    message = EmailMultiAlternatives("Activez votre compte", "Bonjour Léa", to=["Lea@Example.org"])
    message.attach_alternative("<p>Bonjour Léa", "text/html")

    message.send()

    kept = DemoMail.objects.get()
    assert (kept.to, kept.subject, kept.text, kept.html, kept.sent_at) == (
        "lea@example.org",
        "Activez votre compte",
        "Bonjour Léa",
        "<p>Bonjour Léa",
        instant,
    )


def test_each_addressee_has_their_own_copy() -> None:
    sent = EmailMessage(
        "Rentrée", "Bonjour", to=["Léa Marchandeau <lea@example.org>"], bcc=["yanis@example.org"]
    ).send()

    assert sent == 1
    assert sorted(DemoMail.objects.values_list("to", flat=True)) == ["lea@example.org", "yanis@example.org"]


def test_a_mail_without_layout_is_kept_as_text() -> None:
    EmailMessage("Rentrée", "Bonjour", to=["lea@example.org"]).send()

    assert DemoMail.objects.get().html == ""
