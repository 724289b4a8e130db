"""Assisted recoveries in tests."""

from typing import Any

from peristyle.accounts.actions.recovery.ask_recovery import ask_recovery
from peristyle.accounts.models import Account, AssistedRecovery, IdentityDocument
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.inhabitants import someone

NEW = "lea.nouvelle@example.org"


def an_agent() -> Person:
    """Somebody of the assistance."""
    return someone(Role.HELPDESK_AGENT)


def asked(account: Account, *, by: Person | None = None, **facts: Any) -> AssistedRecovery:
    """A recovery that an agent has just asked for."""
    answers = {"document": IdentityDocument.PASSPORT, "note": "", "new_address": NEW, "resets_factors": False, **facts}
    return ask_recovery(account, by=by or an_agent(), **answers)
