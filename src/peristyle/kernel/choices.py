"""Enumerations of rules as the choices of fields."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Self


class LabelledEnum(StrEnum):
    """Values that are kept, each with the words people read: `CARD = "card", _("Carte bancaire")`."""

    label: Any

    def __new__(cls, value: str, label: Any = "") -> Self:
        """A member is its value; its words stand beside."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


def choices_of(words: Iterable[LabelledEnum]) -> list[tuple[str, Any]]:
    """The pairs that a field wants."""
    return [(each.value, each.label) for each in words]
