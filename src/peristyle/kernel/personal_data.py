"""What each room knows of a person: given to them on demand, forgotten when its time comes.

A room that keeps personal data registers both answers in its `apps.py`; a test looks for tables nobody answers for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from peristyle.kernel.services import Text


@dataclass(frozen=True)
class Table:
    """What one table knows of a person: its rows, and the columns worth giving, with the words people read."""

    name: str
    title: Text
    columns: Mapping[str, Text]
    rows: Callable[[int], QuerySet[Any]]

    def of(self, person_id: int) -> list[dict[str, Any]]:
        """The rows about this person, oldest first."""
        return list(self.rows(person_id).order_by("pk").values(*self.columns))

    @property
    def model(self) -> type[Model]:
        """The table of the database."""
        model: type[Model] = self.rows(0).model
        return model

    def choices_of(self, column: str) -> dict[Any, Text]:
        """The words of a column's values, where it has a fixed set of them."""
        described: Any = self.model._meta  # noqa: SLF001 — Django documents _meta
        *path, name = column.split("__")
        for step in path:
            described = described.get_field(step).related_model._meta  # noqa: SLF001
        return dict(described.get_field(name).flatchoices)


@dataclass(frozen=True)
class PersonalData:
    """A room's answers: `tables` are what it gives, `erase(person_id)` forgets for ever.

    `kept(day)` are the ids of the persons whose data a law still keeps here on that day: they are not erased yet.
    `withheld` says why a table is not given: it holds nothing but secrets, or what concerns somebody else.
    """

    room: str
    title: Text
    tables: tuple[Table, ...]
    erase: Callable[[int], None]
    kept: Callable[[date], QuerySet[Any]] | None = None
    withheld: Mapping[type[Model], str] = field(default_factory=dict)

    def export(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """All the room knows of the person, by table."""
        return {table.name: table.of(person_id) for table in self.tables}


_rooms: dict[str, PersonalData] = {}


def register_personal_data(answers: PersonalData) -> None:
    """Make a room's answers known."""
    _rooms[answers.room] = answers


def rooms_with_personal_data() -> list[PersonalData]:
    """The answers of all rooms, by name."""
    return [_rooms[room] for room in sorted(_rooms)]
