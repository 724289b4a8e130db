"""Letters: one template, two languages, two forms; nothing typed by somebody becomes markup or a header."""

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core.mail import BadHeaderError
from django.template import engines
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st
from jinja2 import ChoiceLoader, DictLoader
from pytest_django import Settings

from peristyle.audit.public import journal
from peristyle.kernel import mail
from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants
from tests.harness.letters import Outbox

pytestmark = pytest.mark.django_db

LOGIN = "accounts/letters/login"
GREETING = """
{% set subject = _("Bonjour %(name)s,", name=given_name) %}
{% macro body() %}
{{ letter.paragraph(given_name) }}
{{ letter.facts([(given_name, given_name)]) }}
{{ letter.code(given_name) }}
{% endmacro %}
"""


@pytest.fixture
def greeting(monkeypatch: pytest.MonkeyPatch) -> str:
    """A letter that says a name everywhere, its subject included."""
    jinja: Any = engines["jinja2"]
    letters = ChoiceLoader([DictLoader({"tests/greeting.letter": GREETING}), jinja.env.loader])
    monkeypatch.setattr(jinja.env, "loader", letters)
    return "tests/greeting"


def test_a_letter_is_french_or_english_in_text_and_in_html(outbox: Outbox) -> None:
    for language in ("fr", "en"):
        mail.send(LOGIN, "lea@example.org", language, given_name="Léa", login="lea.martin@etu.umontpellier.fr")

    french, english = outbox.letters
    assert french.subject == "Votre identifiant"
    assert "Bonjour Léa," in french.text
    assert "Bonjour Léa," in french.html
    assert english.subject == "Your username"
    assert "Hello Léa," in english.text
    assert '<html lang="en">' in english.html
    assert all("lea.martin@etu.umontpellier.fr" in text for text in (french.text, french.html, english.text))


def test_a_letter_says_that_a_machine_wrote_it_and_in_which_language(outbox: Outbox) -> None:
    mail.send(LOGIN, "lea@example.org", "en", given_name="Léa", login="lea.martin")

    headers = outbox.last.message.extra_headers
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Content-Language"] == "en"
    assert (
        str(message_of(outbox)["From"]) == "ENT de l’Université de Montpellier <ne-pas-repondre@umontpellier.example>"
    )


def test_a_name_is_text_in_both_forms_and_in_the_subject(outbox: Outbox, greeting: str) -> None:
    mail.send(greeting, "lea@example.org", "en", given_name="<b>Léa</b> & 'Tom' &amp;")

    letter = outbox.last
    assert letter.subject == "Hello <b>Léa</b> & 'Tom' &amp;,"
    assert letter.text.count("<b>Léa</b> & 'Tom' &amp;") == 4
    assert "<b>" not in letter.html
    assert letter.html.count("&lt;b&gt;Léa&lt;/b&gt; &amp; &#39;Tom&#39; &amp;amp;") == 6


def test_a_name_of_two_lines_is_no_second_header(outbox: Outbox, greeting: str) -> None:
    mail.send(greeting, "lea@example.org", "en", given_name="Léa\r\nBcc: everybody@example.org")

    assert outbox.last.subject == "Hello Léa Bcc: everybody@example.org,"
    assert outbox.last.message.recipients() == ["lea@example.org"]
    assert list(message_of(outbox)) == EXPECTED_HEADERS


@given(name=st.text(st.characters(exclude_categories=("C",)) | st.sampled_from("\r\n\t"), max_size=40))
@given_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_no_name_becomes_a_header(outbox: Outbox, greeting: str, name: str) -> None:
    mail.send(greeting, "lea@example.org", "en", given_name=name)

    assert list(message_of(outbox)) == EXPECTED_HEADERS


def test_an_address_of_two_lines_is_refused(greeting: str) -> None:
    with pytest.raises(BadHeaderError):
        mail.send(greeting, "lea@example.org\nBcc: everybody@example.org", "fr", given_name="Léa")


def test_each_letter_is_in_the_journal_under_its_reader(inhabitant: Inhabitants) -> None:
    student = inhabitant(Role.STUDENT)

    mail.send(LOGIN, "lea@example.org", "fr", person_id=student.pk, given_name="Léa", login="lea.martin")

    (entry,) = journal(action="mail.sent", subject=f"people.person:{student.pk}")
    assert entry.details == {"letter": LOGIN, "domain": "example.org"}


def test_a_letter_to_nobody_we_know_is_in_the_journal_too() -> None:
    mail.send(LOGIN, "lea@example.org", "fr", given_name="Léa", login="lea.martin")

    assert journal(action="mail.sent", subject="").get().details["domain"] == "example.org"


def test_a_letter_that_is_posted_is_sent_by_the_worker(outbox: Outbox, run_due_tasks: Any) -> None:
    mail.post(LOGIN, "lea@example.org", "fr", given_name="Léa", login="lea.martin")
    assert len(outbox) == 0

    run_due_tasks()

    assert outbox.last.to == "lea@example.org"


def test_a_letter_that_the_server_did_not_take_is_not_in_the_journal(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()

    with pytest.raises(ConnectionRefusedError):
        mail.send(LOGIN, "lea@example.org", "fr", given_name="Léa", login="lea.martin")

    assert not journal(action="mail.sent").exists()


class MailServer(Message):
    """Keeps what it receives."""

    def __init__(self) -> None:
        super().__init__()
        self.received: list[EmailMessage] = []

    def prepare_message(self, session: Any, envelope: Any) -> EmailMessage:
        """Read the letter as its reader's program does."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        message["X-Envelope"] = f"{envelope.mail_from} {' '.join(envelope.rcpt_tos)}"
        return message

    def handle_message(self, message: Any) -> None:
        """Keep the letter."""
        self.received.append(message)


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[MailServer]:
    """A mail server on this machine, which the house is told to use."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    controller.start()
    yield server
    controller.stop()


def test_a_real_mail_server_receives_the_letter_whole(mail_server: MailServer, greeting: str) -> None:
    mail.send(greeting, "lea@example.org", "fr", given_name="Zoé N’Guessan <3")

    (received,) = mail_server.received
    assert received["X-Envelope"] == "ne-pas-repondre@umontpellier.example lea@example.org"
    assert received["Subject"] == "Bonjour Zoé N’Guessan <3,"
    assert received["To"] == "lea@example.org"
    assert received["From"].addresses[0].display_name == "ENT de l’Université de Montpellier"
    assert received["Message-ID"]
    assert received.get_content_type() == "multipart/alternative"
    text, html = received.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Zoé N’Guessan <3" in text.get_content()
    assert "Zoé N’Guessan &lt;3" in html.get_content()


EXPECTED_HEADERS = [
    "Content-Type",
    "MIME-Version",
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "Content-Language",
]


def message_of(outbox: Outbox) -> EmailMessage:
    """The last letter, read again from what goes over the wire."""
    message: Any = message_from_bytes(outbox.last.message.message().as_bytes(), policy=policy.default)
    return message  # type: ignore[no-any-return]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
