"""Outgoing mail: one function to send, one template per letter, French and English, text and HTML.

A letter is a Jinja2 template that sets `subject` and composes its body with the macros of `letter`:
rendered once with the text macros, once with the HTML ones.
"""

import html
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import formataddr
from typing import Any, cast

from django.core.mail import EmailMultiAlternatives
from django.template import engines
from django.utils import translation
from jinja2 import Environment
from markupsafe import escape

from peristyle.kernel import institution
from peristyle.kernel.events import emit
from peristyle.kernel.tasks import task


@dataclass(frozen=True)
class LetterSent:
    """A letter has been handed to the mail server."""

    letter: str
    address: str
    person_id: int | None


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes
    content_type: str


def send(
    letter: str,
    to: str,
    language: str,
    *,
    person_id: int | None = None,
    attachments: Iterable[Attachment] = (),
    **facts: Any,
) -> None:
    """Write `letter` (a template's name) in `language` and hand it to the mail server now, with files if need be.

    Only tasks call this: a letter that carries a secret is written where the secret is drawn, so that the
    secret never lies in the queue. Raises OSError or SMTPException when the server does not take it.
    """
    jinja: Environment = cast("Any", engines["jinja2"]).env
    with translation.override(language):
        template = jinja.get_template(f"{letter}.letter")
        rendered = {}
        for form in ("text", "html"):
            macros: Any = jinja.get_template(f"ui/letters/{form}.html").make_module({"language": language})
            page: Any = template.make_module({**facts, "letter": macros, "language": language})
            rendered[form] = str(macros.page(page.subject, page.body(), language))
        # The environment escapes for HTML; a text letter wants the characters themselves.
        rendered["text"] = html.unescape(rendered["text"])
        subject = escape(page.subject).unescape()
    mail = institution.current().mail
    message = EmailMultiAlternatives(
        subject=" ".join(subject.splitlines()),
        body=rendered["text"],
        from_email=formataddr((mail.sender_name, mail.sender)),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
    )
    message.attach_alternative(rendered["html"], "text/html")
    for attached in attachments:
        message.attach(attached.name, attached.content, attached.content_type)
    message.send()
    emit(LetterSent(letter=letter, address=to, person_id=person_id))


@task(retries=8)
def send_later(letter: str, to: str, language: str, person_id: int | None, facts: dict[str, Any]) -> None:
    """Write and send a letter that holds no secret."""
    send(letter, to, language, person_id=person_id, **facts)


def post(letter: str, to: str, language: str, *, person_id: int | None = None, **facts: Any) -> None:
    """Enqueue a letter that holds no secret, in the present transaction; `facts` are JSON."""
    send_later.enqueue(letter, to, language, person_id, facts)
