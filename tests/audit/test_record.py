"""An entry says who did what to whom, from where, in the transaction of the act."""

from contextlib import suppress

import pytest
from django.db import transaction

from peristyle.audit.public import journal, record
from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


class Undo(Exception):
    """Something went wrong in the middle."""


def test_an_entry_says_when_who_what_for_whom_and_to_whom(at: Traveller) -> None:
    instant = at("2026-09-01 10:00")
    agent, teacher, student = PersonFactory.create_batch(3)

    record("tests.greet", actor=agent, acting_for=teacher, subject=student, politely=True)

    entry = journal(action="tests.greet").get()
    assert entry.at == instant
    assert (entry.actor, entry.acting_for) == (agent, teacher)
    assert entry.subject == f"people.person:{student.pk}"
    assert entry.details == {"politely": True}
    assert entry.readable_details == "politely=True"


def test_what_the_house_does_by_itself_has_neither_actor_nor_origin() -> None:
    record("tests.sweep")

    entry = journal(action="tests.sweep").get()
    assert (entry.actor, entry.subject, entry.origin, entry.request_id) == (None, "", "", "")


def test_what_somebody_does_on_a_page_has_the_origin_and_the_number_of_the_request(
    inhabitant: Inhabitants, client: PageClient
) -> None:
    inhabitant(Role.STUDENT)

    client.post(
        "/connexion/",
        {"login": "camille.aubepine@etu.umontpellier.fr", "password": "not-this-one"},
        headers={"X-Request-Id": "a1B2-c3D4-e5F6"},
        REMOTE_ADDR="198.51.100.1",
    )

    entry = journal(action="accounts.").first()
    assert entry is not None
    assert (entry.origin, entry.request_id) == ("198.51.100.1", "a1B2-c3D4-e5F6")


def test_what_is_undone_leaves_no_entry() -> None:
    with suppress(Undo), transaction.atomic():
        record("tests.greet")
        raise Undo

    assert not journal(action="tests.greet").exists()


def test_the_journal_is_read_newest_first_by_the_beginning_of_an_action_or_by_subject() -> None:
    for action, subject in (("tests.greet", "a"), ("tests.greet_again", "b"), ("other", "a")):
        record(action, subject=subject)

    assert [entry.action for entry in journal()] == ["other", "tests.greet_again", "tests.greet"]
    assert [entry.action for entry in journal(action="tests.")] == ["tests.greet_again", "tests.greet"]
    assert [entry.action for entry in journal(subject="a")] == ["other", "tests.greet"]
    assert [entry.action for entry in journal(action="tests.", subject="a")] == ["tests.greet"]
