"""What IT must know of the journal as soon as they arrive."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from peristyle.audit.queries import last_verification
from peristyle.kernel.permissions import can
from peristyle.kernel.services import HomeItem


def tampering(person: Any) -> Iterator[HomeItem]:
    """The alarm, for who may read the journal: one query, for them only."""
    if not can(person, "audit.read_journal"):
        return
    found = last_verification()
    if found and found.broken:
        yield HomeItem(
            _("Le journal a été altéré"),
            _("Entrées concernées : %(ranges)s") % {"ranges": ", ".join(found.broken)},
            reverse("audit:journal"),
            icon="danger",
        )
