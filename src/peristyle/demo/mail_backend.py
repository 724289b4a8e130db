"""Outgoing mail of the demonstration: kept at home, for the pages that show personal mailboxes."""

from collections.abc import Sequence
from email.utils import parseaddr

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from peristyle.demo.models import DemoMail
from peristyle.kernel import clock


class HomeMailBackend(BaseEmailBackend):
    """Delivers to a table instead of a server."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep each message, once for each addressee; returns how many messages."""
        now = clock.now()
        DemoMail.objects.bulk_create(
            DemoMail(
                to=parseaddr(recipient)[1].lower(),
                subject=str(message.subject),
                text=str(message.body),
                html=_html_of(message),
                sent_at=now,
            )
            for message in email_messages
            for recipient in message.recipients()
        )
        return len(email_messages)


def _html_of(message: EmailMessage) -> str:
    alternatives = getattr(message, "alternatives", [])
    return next((str(content) for content, kind in alternatives if kind == "text/html"), "")
