"""What somebody with the owner's rights on the database may do to the journal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from peristyle.audit.actions.seal import seal_journal
from peristyle.audit.models import Entry
from peristyle.audit.public import record
from tests.harness.travel import Traveller

TRIGGERS = ("audit_entry_is_append_only", "audit_entry_only_forgets")


def sealed_entries(at: Traveller) -> list[Entry]:
    """Three entries under three seals."""
    entries = []
    for number in range(3):
        record("tests.sealed", number=number)
        entries.append(Entry.objects.latest("pk"))
        at.later(minutes=3)
        seal_journal.call()
    return entries


def change_an_entry(entry: Entry) -> None:
    """Behind the back of the trigger."""
    with unguarded():
        Entry.objects.filter(pk=entry.pk).update(details={"number": "another"})


def remove_an_entry(entry: Entry) -> None:
    """No trigger refuses it; the seal shows it."""
    Entry.objects.filter(pk=entry.pk).delete()


def slip_an_entry_in(entry: Entry) -> None:
    """Put another entry in the place of one."""
    Entry.objects.filter(pk=entry.pk).delete()
    Entry.objects.create(pk=entry.pk, at=entry.at, action="tests.invented")


@contextmanager
def unguarded() -> Iterator[None]:
    """What only the owner of the database can do: take the guard away for a while."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name IN (%s, %s)", TRIGGERS)
            guards = [guard for (guard,) in cursor.fetchall()]
            for trigger in TRIGGERS:
                cursor.execute(f"DROP TRIGGER {trigger}")
            yield
            for guard in guards:
                cursor.execute(guard)
        else:
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
