"""« Ce document est-il authentique ? »: what anybody learns, and what nobody does."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from peristyle.documents.forms import LARGEST_FILE
from peristyle.documents.models import IssuedDocument
from peristyle.documents.public import cancel, document_file
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from tests.documents.factories import a_document, said
from tests.harness.inhabitants import someone
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db


def page_of(document: IssuedDocument, client: PageClient) -> str:
    text: str = client.get(reverse("documents:verified", args=[document.code])).content.decode()
    return text


def compared(document: IssuedDocument, pdf: bytes, client: PageClient) -> str:
    """What the page says of a file given to it."""
    given = {"file": SimpleUploadedFile("reçu.pdf", pdf, "application/pdf")}
    text: str = client.post(reverse("documents:verified", args=[document.code]), given).content.decode()
    return text


@pytest.fixture
def written(run_due_tasks: Callable[..., list[str]]) -> IssuedDocument:
    """A document with its file."""
    document = a_document()
    run_due_tasks()
    document.refresh_from_db()
    return document


def test_a_valid_document_shows_what_is_needed_and_no_more(client: PageClient, written: IssuedDocument) -> None:
    page = page_of(written, client)

    for expected in ("authentique et valable", written.number, "C. A…E", written.sha256, "Attestation"):
        assert expected in page
    for hidden in ("Camille", "Aubépine", written.person.backup_email, str(written.person.birth_date)):
        assert hidden not in page


def test_a_document_is_found_however_its_code_is_copied(client: PageClient, written: IssuedDocument) -> None:
    for copied in (written.shown_code, written.shown_code.lower(), written.code.replace("0", "O")):
        assert client.get(f"/verification/{copied}/").status_code == 200


def test_a_typed_code_leads_to_its_document(client: PageClient, written: IssuedDocument) -> None:
    answer = client.post(reverse("documents:verification"), {"code": f" {written.shown_code} "})

    assert answer["Location"] == reverse("documents:verified", args=[written.code])


@pytest.mark.parametrize("typed", ["", "7D2K", "7D2K-9FMX-04WQ-3HJ5-1", "é" * 16])
def test_an_incomplete_code_is_refused_and_kept_in_its_field(client: PageClient, typed: str) -> None:
    answer = client.post(reverse("documents:verification"), {"code": typed})

    assert answer.status_code == 422
    assert typed in answer.content.decode()


def test_a_cancelled_document_is_said_so_without_the_reason(client: PageClient, written: IssuedDocument) -> None:
    cancel(written, "Inscription obtenue par fraude")

    page = page_of(written, client)

    assert "a été annulé" in page
    assert "fraude" not in page


def test_a_replaced_document_is_said_so_without_its_successor(client: PageClient, written: IssuedDocument) -> None:
    successor = a_document(written.person, data=said(name="Camille Ronce"))

    page = page_of(written, client)

    assert "remplacé" in page
    assert successor.number not in page
    assert successor.code not in page


def test_an_expired_document_is_said_so(client: PageClient) -> None:
    expired = a_document(valid_until=clock.today() - timedelta(days=1))

    assert "n’est plus valable" in page_of(expired, client)


def test_a_document_being_written_is_genuine_already(client: PageClient) -> None:
    page = page_of(a_document(valid_until=date(2999, 1, 1)), client)

    assert "authentique et valable" in page
    assert "en cours d’établissement" in page


def test_the_file_that_was_issued_is_recognised(client: PageClient, written: IssuedDocument) -> None:
    pdf = document_file(written)
    assert pdf is not None

    assert "C’est bien ce fichier" in compared(written, pdf, client)


@pytest.mark.parametrize("place", [100, 5_000, -1_000, -1])
def test_one_flipped_byte_shows(client: PageClient, written: IssuedDocument, place: int) -> None:
    pdf = bytearray(document_file(written) or b"")
    pdf[place] ^= 1

    page = compared(written, bytes(pdf), client)

    assert "C’est bien ce fichier" not in page
    assert "a été modifié" in page or "n’est pas le fichier délivré" in page


def test_another_genuine_document_is_told_apart(
    client: PageClient, written: IssuedDocument, run_due_tasks: Callable[..., list[str]]
) -> None:
    other = a_document(someone(Role.STUDENT), subject="test:2")
    run_due_tasks()
    other.refresh_from_db()

    assert "un autre document de l’université" in compared(written, document_file(other) or b"", client)


NO_FILES = [b"", b"no pdf", b"%PDF-1.7 /ByteRange [0 1 2 3]", b"/ByteRange [0 0 999999999 1]" * 50]


@pytest.mark.parametrize("pdf", NO_FILES)
def test_what_is_no_file_of_ours_is_said_so(client: PageClient, written: IssuedDocument, pdf: bytes) -> None:
    assert "n’est pas le fichier délivré" in compared(written, pdf, client)


def test_a_file_too_heavy_to_be_ours_is_not_read(client: PageClient, written: IssuedDocument) -> None:
    page = compared(written, bytes(LARGEST_FILE + 1), client)

    assert "plus lourd" in page


def test_no_search_engine_and_no_cache_keeps_the_page(client: PageClient, written: IssuedDocument) -> None:
    answer = client.get(reverse("documents:verified", args=[written.code]))

    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Cache-Control"] == "no-store"
