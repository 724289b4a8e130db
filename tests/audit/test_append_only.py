"""The database itself refuses to change an entry, whoever asks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from peristyle.audit.models import Entry
from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

CHANGES: dict[str, Any] = {
    "id": F("id") + 1000,
    "at": clock.now() - timedelta(days=1),
    "action": "tests.nothing",
    "subject": "somebody else",
    "origin": "127.0.0.1",
    "request_id": "forged",
    "details": {},
}


@pytest.fixture
def persons() -> list[Person]:
    """An actor, whom they acted for, and an innocent."""
    return PersonFactory.create_batch(3)


@pytest.fixture
def entry(persons: list[Person]) -> Entry:
    record("tests.greet", actor=persons[0], acting_for=persons[1], subject="somebody", loudly=True)
    return Entry.objects.get()


@pytest.mark.parametrize("column", CHANGES)
def test_no_fact_of_an_entry_is_changed(entry: Entry, column: str) -> None:
    with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
        Entry.objects.update(**{column: CHANGES[column]})

    assert Entry.objects.values().get() == Entry.objects.filter(pk=entry.pk).values().get()
    assert Entry.objects.get().details == {"loudly": True}


def test_sql_by_hand_is_refused_too(entry: Entry) -> None:
    with (
        pytest.raises(DatabaseError, match="the journal is append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE audit_entry SET action = 'tests.nothing'")


@pytest.mark.parametrize("column", ["actor", "acting_for"])
def test_an_act_is_not_put_down_to_somebody_else(entry: Entry, persons: list[Person], column: str) -> None:
    with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
        Entry.objects.update(**{column: persons[2]})


def test_an_act_of_nobody_is_not_put_down_to_somebody(persons: list[Person]) -> None:
    record("tests.sweep")

    with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
        Entry.objects.update(actor=persons[2])


def test_a_person_is_erased_and_the_entry_stays(entry: Entry, persons: list[Person]) -> None:
    persons[0].delete()
    persons[1].delete()

    entry.refresh_from_db()
    assert (entry.actor, entry.acting_for) == (None, None)
    assert entry.action == "tests.greet"
