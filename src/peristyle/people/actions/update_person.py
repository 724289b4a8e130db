"""Bring what is known of a person, or of a tie of theirs, up to date."""

from typing import Any

from peristyle.people.actions.index_persons import index_persons
from peristyle.people.models import Affiliation, Person


def update_person(person: Person, **facts: Any) -> list[str]:
    """Write the facts that differ; returns their names."""
    changed = _set(person, facts)
    if changed:
        person.save(update_fields=changed)
        index_persons([person.pk])
    return changed


def update_affiliation(affiliation: Affiliation, **facts: Any) -> list[str]:
    """Write the facts of a tie that differ; returns their names."""
    changed = _set(affiliation, facts)
    if changed:
        affiliation.save(update_fields=changed)
    return changed


def _set(row: Person | Affiliation, facts: dict[str, Any]) -> list[str]:
    changed = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, facts[name])
    return changed
