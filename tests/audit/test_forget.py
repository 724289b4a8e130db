"""The journal forgets where things came from and what it told of somebody; that they happened stays, and is sealed."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction

from peristyle.audit.actions.forget import forget_old_origins, forget_person, forget_subjects
from peristyle.audit.actions.seal import seal_journal
from peristyle.audit.models import Entry
from peristyle.audit.public import record
from peristyle.audit.queries import broken_seals
from peristyle.audit.rules import forgotten_origin
from peristyle.people.public import Person
from tests.accounts.factories import coming_from
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def somebody() -> Person:
    return PersonFactory.create()


def entry_of(action: str) -> Entry:
    return Entry.objects.get(action=action)


def test_what_was_done_to_somebody_is_forgotten_and_the_seals_hold(at: Traveller, somebody: Person) -> None:
    at("2026-09-01 10:00")
    agent = PersonFactory.create()
    with coming_from("192.0.2.7"):
        record("tests.own", actor=somebody, subject=somebody, login="lea.aubepine")
        record("tests.stranger", subject=somebody, typed="lea")
    with coming_from("192.0.2.8"):
        record("tests.agent", actor=agent, subject=somebody, reason="perdu")
    at.later(minutes=3)
    seal_journal.call()

    forget_person(somebody.pk)

    for action in ("tests.own", "tests.stranger"):
        assert entry_of(action).readable_origin == "effacé"
        assert entry_of(action).readable_details == "effacé"
    assert entry_of("tests.agent").origin == "192.0.2.8"
    assert entry_of("tests.agent").readable_details == "effacé"
    assert entry_of("tests.own").actor == somebody
    assert broken_seals() == []


def test_what_somebody_did_to_others_stays_told(somebody: Person) -> None:
    with coming_from("192.0.2.7"):
        record("tests.suspend", actor=somebody, subject=PersonFactory.create(), reason="perdu")

    forget_person(somebody.pk)

    assert entry_of("tests.suspend").readable_origin == "effacé"
    assert entry_of("tests.suspend").details == {"reason": "perdu"}


def test_things_are_forgotten_too(somebody: Person) -> None:
    with coming_from("192.0.2.7"):
        record("tests.open", subject="tests.file:1", number="P260004217")
        record("tests.other", subject="tests.file:2", number="P260004218")

    forget_subjects(["tests.file:1"])

    assert entry_of("tests.open").readable_origin == entry_of("tests.open").readable_details == "effacé"
    assert entry_of("tests.other").origin == "192.0.2.7"


def test_an_entry_sealed_after_it_forgot_is_sealed_all_the_same(at: Traveller, somebody: Person) -> None:
    at("2026-09-01 10:00")
    record("tests.greet", subject=somebody, name="Zoé")
    forget_person(somebody.pk)
    at.later(minutes=3)
    seal_journal.call()

    forget_person(somebody.pk)

    assert broken_seals() == []


def test_whoever_puts_something_else_in_the_place_of_what_is_forgotten_shows(at: Traveller, somebody: Person) -> None:
    at("2026-09-01 10:00")
    with coming_from("192.0.2.7"):
        record("tests.greet", subject=somebody)
    at.later(minutes=3)
    seal_journal.call()

    Entry.objects.filter(action="tests.greet").update(origin=forgotten_origin("192.0.2.9", "salt"), origin_salt="")

    assert len(broken_seals()) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "sha256:0"},
        {"origin": "", "origin_salt": ""},
        {"origin_salt": ""},
        {"details": {"sha256": "0"}},
        {"details": {}, "details_salt": ""},
        {"details_salt": ""},
    ],
)
def test_the_database_lets_nothing_pass_for_forgetting(somebody: Person, change: dict[str, str]) -> None:
    with coming_from("192.0.2.7"):
        record("tests.greet", subject=somebody, name="Zoé")

    with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
        Entry.objects.filter(action="tests.greet").update(**change)


def test_what_is_forgotten_is_not_remembered_otherwise(somebody: Person) -> None:
    with coming_from("192.0.2.7"):
        record("tests.greet", subject=somebody, name="Zoé")
    forget_person(somebody.pk)

    with pytest.raises(DatabaseError, match="the journal is append-only"), transaction.atomic():
        Entry.objects.filter(action="tests.greet").update(origin="sha256:0", origin_salt="")


def test_where_something_came_from_is_kept_for_a_year(at: Traveller, run_due_tasks: Callable[..., list[str]]) -> None:
    at("2026-09-01 10:00")
    with coming_from("192.0.2.7"):
        record("tests.old", name="Zoé")
    at("2027-08-01 10:00")
    with coming_from("192.0.2.7"):
        record("tests.young")
    forget_old_origins.call()
    assert entry_of("tests.old").origin == "192.0.2.7"

    at("2027-09-10 10:00")
    assert "forget_old_origins" in run_due_tasks(regular=True)

    assert entry_of("tests.old").readable_origin == "effacé"
    assert entry_of("tests.old").details == {"name": "Zoé"}
    assert entry_of("tests.young").origin == "192.0.2.7"
