"""Checks made at start: a house that could not seal its documents does not open."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags
from django.core.checks import register as register_check
from django.core.exceptions import ImproperlyConfigured

from peristyle.documents.adapters import sealer
from peristyle.documents.ports import SealError
from peristyle.kernel import institution


def register() -> None:
    """Have Django run the room's checks."""
    register_check(seal_is_set_up, Tags.compatibility)


def seal_is_set_up(**_: Any) -> list[CheckMessage]:
    """What seals exists and has its key; the own key is made here, the first time."""
    try:
        sealer()
    except (ImportError, ImproperlyConfigured, OSError, SealError) as error:
        return [Error(f"Documents cannot be sealed: {error}", id="peristyle.E030")]
    except institution.InstitutionError:
        return []  # said by the kernel
    return []
