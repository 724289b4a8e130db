"""One's own documents."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from peristyle.documents.personal_data import TABLES, erase
from peristyle.documents.public import document_file
from tests.documents.factories import a_document
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db


def test_while_it_is_written_one_is_told_to_wait_then_the_file_comes(
    client_for: Any, run_due_tasks: Callable[..., list[str]]
) -> None:
    document = a_document()
    browser, address = client_for(document.person), reverse("documents:my_document", args=[document.number])

    assert browser.get(address).status_code == 202
    run_due_tasks()
    document.refresh_from_db()
    answer = browser.get(address)

    assert answer.content == document_file(document)
    assert "no-store" in answer["Cache-Control"]


def test_what_was_issued_is_given_to_its_holder() -> None:
    document = a_document()

    (given,) = TABLES[0].of(document.person_id)

    assert given["number"] == document.number
    assert given["data"] == document.data


def test_once_erased_paper_can_still_be_verified(client: PageClient, run_due_tasks: Callable[..., list[str]]) -> None:
    document = a_document()
    run_due_tasks()
    document.refresh_from_db()
    sha256 = document.sha256

    erase(document.person_id)

    document.refresh_from_db()
    assert (document.data, document.holder) == ({}, "")
    with pytest.raises(FileNotFoundError):
        document_file(document)
    assert sha256 in client.get(reverse("documents:verified", args=[document.code])).content.decode()
