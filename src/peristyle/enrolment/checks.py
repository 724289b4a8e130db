"""Checks made at start: a house whose bank is not well set up does not open."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured

from peristyle.enrolment.adapters import payment_provider


def register() -> None:
    """Have Django run the room's checks."""
    register_check(bank_is_set_up, Tags.compatibility)


def bank_is_set_up(**_: Any) -> list[CheckMessage]:
    """The bank of the settings exists, may be used in this edition, and has all it needs."""
    try:
        payment_provider()
    except (ImportError, ImproperlyConfigured) as error:
        return [Error(str(error), id="peristyle.E010")]
    return []
