"""Records that may be of one person, what a merge would do, and the merges made."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Field, QuerySet

from peristyle.people.models import Merge, Person, PossibleDuplicate
from peristyle.people.queries.persons import numbered
from peristyle.people.references import Move, moves
from peristyle.people.rules.merged_facts import Fact, differing

#: Columns of a record that are about the record, not about the person.
OF_THE_RECORD = frozenset({"id", "merged_into", "created_at", "erased_at", "language"})


@dataclass(frozen=True)
class Preview:
    """What becomes of two records if one absorbs the other."""

    kept: Person
    absorbed: Person
    facts: list[Fact]
    moves: list[Move]

    @property
    def moving(self) -> list[Move]:
        """What would move."""
        return [move for move in self.moves if move.moving]

    @property
    def staying(self) -> list[Move]:
        """What a rule keeps with the absorbed record."""
        return [move for move in self.moves if move.staying]


def columns() -> "dict[str, Field[Any, Any]]":
    """The columns of a record that tell of the person."""
    fields = Person._meta.concrete_fields  # noqa: SLF001 — Django documents _meta
    return {field.name: field for field in fields if field.name not in OF_THE_RECORD}


def facts_of(person: Person) -> dict[str, Any]:
    """What is known of a person, by column."""
    return {name: getattr(person, name) for name in columns()}


def preview_of_merge(kept_id: int, absorbed_id: int) -> Preview | None:
    """What a merge would do; None when one of the two is no record that may be merged."""
    records = {person.pk: person for person in _standing().filter(pk__in=(kept_id, absorbed_id))}
    kept, absorbed = records.get(kept_id), records.get(absorbed_id)
    if kept is None or absorbed is None or kept == absorbed:
        return None
    return Preview(kept, absorbed, differing(facts_of(kept), facts_of(absorbed)), moves(kept_id, absorbed_id))


def possible_duplicates() -> QuerySet[PossibleDuplicate]:
    """Pairs that IT has not looked at yet, the newest first."""
    standing = {f"{side}__{column}": None for side in ("first", "second") for column in ("merged_into", "erased_at")}
    pairs = PossibleDuplicate.objects.filter(dismissed_at=None, **standing)
    return pairs.select_related("first", "second")


def merges() -> QuerySet[Merge]:
    """The merges made, the newest first."""
    return Merge.objects.select_related("kept", "absorbed", "by", "undone_by")


def record_of_number(number: str) -> Person | None:
    """The record that bears this number now, for whoever compares two of them."""
    return numbered(number.strip().upper()).filter(merged_into=None, erased_at=None).first()


def _standing() -> QuerySet[Person]:
    return Person.objects.filter(merged_into=None, erased_at=None)
