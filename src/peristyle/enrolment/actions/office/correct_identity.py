"""Correct what is known of a student."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.people.public import Person, update_person

#: What an officer may correct: who somebody is, not how they are reached nor their numbers.
FACTS = (
    "civility",
    "birth_name",
    "usual_name",
    "given_name",
    "usual_given_name",
    "other_given_names",
    "birth_date",
    "birth_place",
    "birth_country",
    "national_id",
)


class NationalIdTaken(Exception):
    """Another person bears this INE."""


@transaction.atomic
def correct_identity(person: Person, facts: Mapping[str, Any], *, reason: str, by: Person) -> list[str]:
    """Write the facts that differ, old → new in the journal; their names. Raises NationalIdTaken."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    new = {name: value for name, value in facts.items() if name in FACTS}
    old = {name: getattr(locked, name) for name in new}
    try:
        with transaction.atomic():
            changed = update_person(locked, **new)
    except IntegrityError as error:
        raise NationalIdTaken from error
    if changed:
        told: dict[str, Any] = {name: f"{old[name] or ''} → {new[name] or ''}" for name in changed}
        record("enrolment.correct_identity", actor=by, subject=person, reason=reason, **told)
    return changed
