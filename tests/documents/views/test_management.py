"""Officers find documents of their composantes, and cancel them with a reason."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, sync_components
from tests.documents.factories import a_document
from tests.harness.inhabitants import someone

pytestmark = pytest.mark.django_db


def composante(code: str) -> Component:
    sync_components()
    return Component.objects.get(code=code)


def test_a_document_is_found_by_number_code_or_student_number(client_for: Any) -> None:
    found, other = a_document(subject="test:1"), a_document(subject="test:2")
    browser = client_for(someone(Role.REGISTRAR_OFFICER))

    for words in (found.number.lower(), found.shown_code):
        page = browser.get(reverse("documents:documents"), {"q": words}).content.decode()
        assert found.number in page
        assert other.number not in page


def test_an_officer_sees_the_documents_of_their_composantes_alone(client_for: Any) -> None:
    economy, sciences = composante("ECO"), composante("FDS")
    theirs, others = a_document(subject="test:1", component=economy), a_document(subject="test:2", component=sciences)
    browser = client_for(someone(Role.REGISTRAR_OFFICER, component=economy))

    page = browser.get(reverse("documents:documents")).content.decode()

    assert theirs.number in page
    assert others.number not in page
    assert browser.get(reverse("documents:managed_document", args=[others.number])).status_code == 404
    answer = browser.post(reverse("documents:cancellation", args=[others.number]), {"reason": "Erreur"})
    assert answer.status_code == 404


def test_a_document_is_cancelled_with_a_reason_once(client_for: Any) -> None:
    document = a_document()
    officer = someone(Role.REGISTRAR_OFFICER)
    browser, address = client_for(officer), reverse("documents:cancellation", args=[document.number])

    assert browser.post(address, {"reason": ""}).status_code == 422
    browser.post(address, {"reason": "Inscription annulée"})
    browser.post(address, {"reason": "Encore"})

    document.refresh_from_db()
    assert document.cancelled_by == officer
    assert document.cancellation_reason == "Inscription annulée"
    assert [entry.action for entry in journal() if entry.action == "documents.cancel"] == ["documents.cancel"]


def test_the_journal_knows_who_opened_whose_file(client_for: Any, run_due_tasks: Callable[..., list[str]]) -> None:
    document = a_document()
    run_due_tasks()
    officer = someone(Role.REGISTRAR_OFFICER)

    answer = client_for(officer).post(reverse("documents:managed_file", args=[document.number]))

    assert answer["Content-Type"] == "application/pdf"
    assert [entry.actor for entry in journal() if entry.action == "documents.read_file"] == [officer]


def test_the_list_asks_the_same_number_of_questions_however_long(client_for: Any, max_queries: Any) -> None:
    for number in range(12):
        a_document(subject=f"test:{number}")
    browser = client_for(someone(Role.REGISTRAR_OFFICER))

    with max_queries(9):
        browser.get(reverse("documents:documents"))
