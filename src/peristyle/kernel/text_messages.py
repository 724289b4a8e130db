"""Text messages to mobile numbers: what sends them, and the gateway most universities rent, which takes mails."""

from typing import Protocol

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.utils.module_loading import import_string

from peristyle.kernel import institution


class TextMessages(Protocol):
    """What sends text messages."""

    def send(self, number: str, text: str) -> None:
        """Hand `text` over for `number` (+33612345678). Raises OSError or SMTPException when it is not taken."""
        ...


class MailGateway:
    """A gateway that makes a text message of each mail sent to `<number>@its domain` (`text_messages.address`)."""

    def __init__(self) -> None:
        table = institution.current().text_messages
        if table is None:
            raise ImproperlyConfigured("The gateway wants text_messages.address in institution.toml")
        self._address = table.address

    def send(self, number: str, text: str) -> None:
        """Mail the text to the gateway."""
        address = self._address.format(number=number.removeprefix("+"))
        EmailMessage(subject="", body=text, from_email=institution.current().mail.sender, to=[address]).send()


def gateway() -> TextMessages | None:
    """What this house sends text messages with (PERISTYLE_TEXT_MESSAGES), if it does. Raises ImproperlyConfigured."""
    if not settings.PERISTYLE_TEXT_MESSAGES:
        return None
    made: TextMessages = import_string(settings.PERISTYLE_TEXT_MESSAGES)()
    return made
