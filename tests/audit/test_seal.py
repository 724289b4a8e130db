"""Seals chain the journal: whoever goes round the database's refusal shows."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db.models import QuerySet

from peristyle.audit.actions.seal import SETTLING_TIME, seal_journal
from peristyle.audit.models import Entry, Seal
from peristyle.audit.public import record
from peristyle.audit.queries import SEALED, broken_seals
from peristyle.audit.rules import as_sealed, chained_digest
from tests.audit.tampering import unguarded
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_seals(at: Traveller) -> list[Seal]:
    """Three seals over two entries each."""
    at("2026-09-01 10:00")
    for batch in range(3):
        actor = PersonFactory.create()
        record("tests.first", actor=actor, batch=batch)
        record("tests.second", actor=actor, batch=batch, name="Zoé")
        at.later(minutes=3)
        seal_journal.call()
    return list(Seal.objects.all())


def test_seals_follow_each_other_without_a_gap(three_seals: list[Seal]) -> None:
    first, second, third = three_seals

    assert first.first_entry <= entries_of(first)[0].pk
    assert second.first_entry == first.last_entry + 1
    assert third.first_entry == second.last_entry + 1
    assert broken_seals() == []


def test_verifying_costs_two_queries_however_many_seals(
    three_seals: list[Seal], max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    with max_queries(2):
        assert broken_seals() == []


def test_what_is_too_young_waits_for_the_next_seal(at: Traveller) -> None:
    at("2026-09-01 10:00")
    record("tests.old")
    at.later(minutes=1)
    record("tests.young")

    at.later(seconds=SETTLING_TIME.total_seconds() - 30)
    seal_journal.call()
    assert Seal.objects.get().last_entry == Entry.objects.get(action="tests.old").pk

    at.later(minutes=1)
    seal_journal.call()
    assert Seal.objects.latest("id").last_entry == Entry.objects.get(action="tests.young").pk
    assert broken_seals() == []


def test_an_entry_that_stands_before_an_older_one_is_sealed_with_it(at: Traveller) -> None:
    at("2026-09-01 10:00:01")
    record("tests.written_first")
    at("2026-09-01 10:00:00")
    record("tests.happened_first")

    at("2026-09-01 10:02:00.5")
    seal_journal.call()
    assert not Seal.objects.exists()

    at("2026-09-01 10:02:02")
    seal_journal.call()
    assert Seal.objects.count() == 1
    assert broken_seals() == []


def test_nothing_new_is_no_seal(three_seals: list[Seal], at: Traveller) -> None:
    at.later(days=1)
    seal_journal.call()

    assert Seal.objects.count() == 3


def test_a_change_shows(three_seals: list[Seal]) -> None:
    with unguarded():
        of(entries_of(three_seals[1])[0]).update(details={"batch": "another"})

    assert broken_seals() == [three_seals[1]]


@pytest.mark.parametrize("change", [{"at": "2026-09-01 07:00:00Z"}, {"action": "x"}, {"subject": "x"}, {"origin": "x"}])
def test_a_change_of_any_fact_shows(three_seals: list[Seal], change: dict[str, str]) -> None:
    with unguarded():
        of(entries_of(three_seals[0])[1]).update(**change)

    assert broken_seals() == [three_seals[0]]


@pytest.mark.parametrize("place", [0, 1])
def test_a_deletion_shows(three_seals: list[Seal], place: int) -> None:
    entries_of(three_seals[1])[place].delete()

    assert broken_seals() == [three_seals[1]]


def test_an_entry_slipped_in_afterwards_shows(three_seals: list[Seal]) -> None:
    entry = entries_of(three_seals[2])[0]
    place = entry.pk
    entry.delete()

    entry.pk, entry.action = place, "tests.invented"
    entry.save(force_insert=True)

    assert broken_seals() == [three_seals[2]]


def test_a_seal_made_again_over_a_change_shows_in_the_next_one(three_seals: list[Seal]) -> None:
    first, second, third = three_seals
    with unguarded():
        of(entries_of(second)[0]).update(action="tests.nothing")
    changed = [as_sealed({name: getattr(entry, name) for name in SEALED}) for entry in entries_of(second)]
    Seal.objects.filter(pk=second.pk).update(digest=chained_digest(first.digest, changed))

    assert broken_seals() == [third]


def test_a_seal_taken_out_shows_in_the_next_one(three_seals: list[Seal]) -> None:
    three_seals[0].delete()

    assert broken_seals() == [three_seals[1]]


def test_an_erased_person_breaks_no_seal(three_seals: list[Seal]) -> None:
    actor = entries_of(three_seals[0])[0].actor
    assert actor is not None

    actor.delete()

    assert entries_of(three_seals[0])[0].actor is None
    assert broken_seals() == []


def test_the_journal_is_sealed_every_minute(at: Traveller, run_due_tasks: Callable[..., list[str]]) -> None:
    at("2026-09-01 10:00")
    run_due_tasks(regular=True)
    record("tests.greet")

    at.later(minutes=3)
    assert "seal_journal" in run_due_tasks(regular=True)

    assert Seal.objects.latest("id").last_entry >= Entry.objects.get(action="tests.greet").pk


def entries_of(seal: Seal) -> list[Entry]:
    """What a seal covers."""
    return list(Entry.objects.filter(pk__range=(seal.first_entry, seal.last_entry)).order_by("pk"))


def of(entry: Entry) -> QuerySet[Entry]:
    """The row of an entry."""
    return Entry.objects.filter(pk=entry.pk)
