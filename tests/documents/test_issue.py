"""A document is issued once per subject, numbered without a gap, written by the worker."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from django.db import transaction

from peristyle.documents.actions.write_document import write_document
from peristyle.documents.models import IssuedDocument
from peristyle.documents.public import document_file, standing_documents
from peristyle.documents.rules.codes import CODE_LENGTH
from peristyle.kernel.permissions import Role
from peristyle.kernel.tokens import WRITTEN_ALPHABET
from tests.documents.factories import ATTESTATION, a_document, said
from tests.harness.inhabitants import someone

pytestmark = pytest.mark.django_db


def test_a_document_is_registered_at_once_with_its_number_and_its_code() -> None:
    document = a_document()

    assert document.number.startswith("T20")
    assert document.number.endswith("-000001")
    assert len(document.code) == CODE_LENGTH
    assert set(document.code) <= set(WRITTEN_ALPHABET)
    assert document_file(document) is None


def test_the_worker_writes_its_file_which_never_changes(run_due_tasks: Callable[..., list[str]]) -> None:
    document = a_document()

    run_due_tasks()
    document.refresh_from_db()
    written = document_file(document)

    assert written is not None
    assert written.startswith(b"%PDF-")
    write_document.call(document.pk)
    document.refresh_from_db()
    assert document_file(document) == written


def test_asked_for_again_with_the_same_data_it_is_the_same() -> None:
    person = someone(Role.STUDENT)

    assert a_document(person) == a_document(person)
    assert IssuedDocument.objects.count() == 1


def test_other_data_make_another_that_replaces_it_in_every_language() -> None:
    person = someone(Role.STUDENT)
    french, english = a_document(person), a_document(person, language="en")

    changed = a_document(person, data=said(name="Camille Ronce"))

    for outdated in (french, english):
        outdated.refresh_from_db()
        assert outdated.replaced_by == changed
    assert list(standing_documents(ATTESTATION.code, "test:1")) == [changed]


def test_both_languages_of_the_same_data_stand() -> None:
    person = someone(Role.STUDENT)

    a_document(person)
    a_document(person, language="en")

    assert standing_documents(ATTESTATION.code, "test:1").count() == 2


def test_another_end_of_validity_makes_another_document() -> None:
    person = someone(Role.STUDENT)

    first = a_document(person, valid_until=date(2026, 8, 31))
    second = a_document(person, valid_until=date(2027, 8, 31))

    assert first != second


def test_numbers_have_no_gap_when_a_transaction_is_undone() -> None:
    with suppress(ZeroDivisionError), transaction.atomic():
        a_document(subject="test:1")
        raise ZeroDivisionError

    assert a_document(subject="test:2").number.endswith("-000001")


def test_the_data_are_frozen_as_they_are_printed() -> None:
    document = a_document(data={"statement": {}, "facts": [], "name": "漢字\x00\u202e Léa", "born": date(2004, 2, 29)})

    document.refresh_from_db()
    assert document.data["born"] == "2004-02-29"
    assert document.data["name"].endswith(" Léa")
    assert document.data["name"].isascii() is False
    assert "漢" not in document.data["name"]
