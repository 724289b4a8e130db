"""Add an entry to the journal."""

import secrets
from typing import Any

from django.db.models import Model

from peristyle.audit.models import Entry
from peristyle.kernel import clock, logs, origins
from peristyle.kernel.prepared import Insertion

SALT_BYTES = 16
_entries = Insertion(Entry)


def record(
    action: str,
    *,
    actor: Model | None = None,
    acting_for: Model | None = None,
    subject: Model | str = "",
    **details: Any,
) -> None:
    """Write down that `actor` did `action` to `subject`, from the present request's address.

    Belongs in the same transaction as the act. `details` are JSON and never hold a secret.
    """
    entry = Entry(
        at=clock.now(),
        action=action,
        actor_id=actor.pk if actor else None,
        acting_for_id=acting_for.pk if acting_for else None,
        subject=subject if isinstance(subject, str) else f"{subject._meta.label_lower}:{subject.pk}",  # noqa: SLF001 — Django documents _meta
        origin=origins.present.get(),
        origin_salt=secrets.token_hex(SALT_BYTES),
        request_id=logs.request_id.get().removeprefix("-"),
        details=details,
        details_salt=secrets.token_hex(SALT_BYTES),
    )
    _entries.insert(entry)
