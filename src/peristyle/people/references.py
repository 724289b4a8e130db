"""Every place of the house that points to a person, and what would move if one record absorbed another.

The tables are found by looking at the models, so that a new room has nothing to declare.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, UniqueConstraint

from peristyle.people.models import Merge, Person, PossibleDuplicate, SearchWord

#: The journal is never rewritten; what is known of merges stays as it was; words are written anew.
APART = frozenset({"audit.entry", *(model._meta.label_lower for model in (Merge, PossibleDuplicate, SearchWord))})  # noqa: SLF001


@dataclass(frozen=True)
class Reference:
    """A column that points to a person."""

    model: type[Model]
    field: "ForeignKey[Any, Any]"

    @property
    def names(self) -> tuple[str, str]:
        """The names of its table and of itself, to be kept and found again."""
        return self.model._meta.label_lower, self.field.name  # noqa: SLF001 — Django documents _meta

    @property
    def title(self) -> Any:
        """What its rows are, as people read it."""
        return self.model._meta.verbose_name_plural  # noqa: SLF001

    def rows(self, person_id: int) -> Any:
        """The rows that point to this person, whatever a table's own manager hides."""
        return self.model._base_manager.filter(**{self.field.attname: person_id})  # noqa: SLF001

    def fits(self, row: Any, person_id: int) -> bool:
        """Whether `row` may point to this person: no rule says that there is one such row only."""
        setattr(row, self.field.attname, person_id)
        if self.field.unique and self.rows(person_id).exists():
            return False
        try:
            for constraint in self._unique_constraints:
                constraint.validate(self.model, row)
        except ValidationError:
            return False
        return True

    @property
    def is_unique(self) -> bool:
        """Whether some rule bounds how many rows point to one person."""
        return self.field.unique or bool(self._unique_constraints)

    @property
    def _unique_constraints(self) -> list[UniqueConstraint]:
        constraints = self.model._meta.constraints  # noqa: SLF001
        return [each for each in constraints if isinstance(each, UniqueConstraint) and self.field.name in each.fields]


@dataclass(frozen=True)
class Move:
    """The rows of one reference, by their ids: those that move, and those that stay with the absorbed record."""

    reference: Reference
    moving: list[Any]
    staying: list[Any]


def references() -> list[Reference]:
    """All of them, by name."""
    found = [
        Reference(model, field) for model in apps.get_models(include_auto_created=True) for field in _fields(model)
    ]
    return sorted(found, key=lambda reference: reference.names)


def moves(kept_id: int, absorbed_id: int) -> list[Move]:
    """What would move from one record to another: one query per reference, and a few where a rule bounds them."""
    return [
        move for reference in references() if (move := _move(reference, kept_id, absorbed_id)).moving or move.staying
    ]


def _fields(model: type[Model]) -> "Iterator[ForeignKey[Any, Any]]":
    if model._meta.label_lower in APART or model._meta.proxy:  # noqa: SLF001
        return
    for field in model._meta.local_concrete_fields:  # noqa: SLF001
        if isinstance(field, ForeignKey) and field.related_model is Person:
            yield field


def _move(reference: Reference, kept_id: int, absorbed_id: int) -> Move:
    rows = reference.rows(absorbed_id).order_by("pk")
    if not reference.is_unique:
        return Move(reference, list(rows.values_list("pk", flat=True)), [])
    moving: list[Any] = []
    staying: list[Any] = []
    for row in rows:
        (moving if reference.fits(row, kept_id) else staying).append(row.pk)
    return Move(reference, moving, staying)
