"""Attacks on documents: codes tried out, others' files, names that would be markup (issue 4)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from peristyle.documents.public import document_file
from peristyle.kernel.permissions import Role
from tests.documents.factories import a_document, said
from tests.harness.inhabitants import someone
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
UNKNOWN = "0000-0000-0000-000{}"
MOST_TRIES = 6


def verify(client: PageClient, code: str, origin: str = "192.0.2.1") -> Any:
    return client.get(f"/verification/{code}/", REMOTE_ADDR=origin)


def test_whoever_tries_codes_soon_waits_even_for_a_right_one(client: PageClient) -> None:
    right = a_document().code

    answers = [verify(client, UNKNOWN.format(number)).status_code for number in range(9)]

    assert answers.count(404) <= MOST_TRIES
    assert answers[-1] == 429
    assert verify(client, right).status_code == 429
    assert verify(client, right, origin="198.51.100.7").status_code == 200


def test_after_the_wait_one_may_go_on(client: PageClient, at: Any) -> None:
    right = a_document().code
    for number in range(9):
        verify(client, UNKNOWN.format(number))

    at.later(hours=2)

    assert verify(client, right).status_code == 200


def test_every_unknown_code_has_the_same_answer(client: PageClient) -> None:
    a_document()
    said_of = {code: verify(client, code) for code in (UNKNOWN.format(1), "x", "t2026-000001", "zzzz-zzzz-zzzz-zzzz")}
    pages = {answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in said_of.values()}

    assert len(pages) == 1, "the answers differ"


def test_nobody_opens_the_document_of_another(run_due_tasks: Callable[..., list[str]], client_for: Any) -> None:
    document = a_document()
    run_due_tasks()
    address = reverse("documents:my_document", args=[document.number])

    assert client_for(document.person).get(address)["Content-Type"] == "application/pdf"
    assert client_for(someone(Role.STUDENT)).get(address).status_code == 404
    assert PageClient().get(address).status_code == 302


def test_a_name_is_never_markup_on_its_way_to_the_file(run_due_tasks: Callable[..., list[str]]) -> None:
    document = a_document(data=said(name='#panic("lu") ] $ \\ "} \u202e 漢字 😀'))

    run_due_tasks()
    document.refresh_from_db()

    assert document_file(document)
