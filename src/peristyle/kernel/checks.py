"""Checks made at start: a wrong institution file stops the house with a sentence, not a traceback."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured

from peristyle.kernel import institution, text_messages


def register() -> None:
    """Have Django run the house's checks."""
    register_check(institution_file_is_right, Tags.compatibility)
    register_check(text_messages_are_set_up, Tags.compatibility)


def institution_file_is_right(**_: Any) -> list[CheckMessage]:
    """The institution's file exists and each of its keys is right."""
    try:
        institution.current()
    except institution.InstitutionError as error:
        return [Error(str(error), id="peristyle.E001")]
    return []


def text_messages_are_set_up(**_: Any) -> list[CheckMessage]:
    """What sends text messages, if anything does, exists and knows its gateway."""
    try:
        text_messages.gateway()
    except (ImportError, ImproperlyConfigured) as error:
        return [Error(str(error), id="peristyle.E002")]
    except institution.InstitutionError:
        return []  # said above
    return []
