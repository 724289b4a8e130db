"""Papers as people give them, and as attackers make them: small files drawn on the spot."""

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from peristyle.enrolment.models import Enrolment, EnrolmentFile, SupportingDocument
from peristyle.enrolment.queries import document_entry
from peristyle.enrolment.rules.supporting_documents import DocumentEntry
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import ReadyFileFactory
from tests.harness.inhabitants import someone

ORIENTATION, CAMERA = 0x112, 0x110


@pytest.fixture(autouse=True)
def _given_files_lie_here(settings: Settings, tmp_path: Path) -> None:
    settings.PERISTYLE_DATA = tmp_path


def a_picture(
    width: int = 60, height: int = 40, *, kind: str = "JPEG", turned: bool = False, colour: str = "navy"
) -> bytes:
    """A picture; turned: as a telephone held upright takes it, with what it tells of itself."""
    if kind == "HEIF":
        pillow_heif.register_heif_opener()
    told = Image.Exif()
    if turned:
        told[ORIENTATION], told[CAMERA] = 6, "a camera that tells its name"
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, kind, exif=told)
    return buffer.getvalue()


def a_portrait() -> bytes:
    """A photograph fit for a card."""
    return a_picture(413, 531)


def a_pdf(pages: int = 1, encryption: pikepdf.Encryption | None = None, **root: pikepdf.Object) -> bytes:
    """A PDF of empty pages, with what a test adds to its root."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(200, 300))
        for key, value in root.items():
            pdf.Root[f"/{key}"] = value
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=encryption or False)
        return buffer.getvalue()


def uploaded(content: bytes, name: str = "page.jpg") -> SimpleUploadedFile:
    """A file as a form sends it; what it says of its type is never believed."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def an_enrolment(person: Person | None = None, **facts: object) -> Enrolment:
    """Somebody enrolled, whose documents are wanted."""
    file = ReadyFileFactory.create(**facts)
    return Enrolment.objects.create(
        file=file,
        person=person or someone(Role.STUDENT),
        step=file.admission.step,
        academic_year=file.admission.academic_year,
        validated_at=clock.now(),
    )


def entry(kind: str) -> DocumentEntry:
    """What the institution says of a kind of document."""
    found = document_entry(kind)
    assert found is not None
    return found


def pieces_of(content: bytes, size: int) -> Iterator[tuple[int, bytes]]:
    """A file cut in pieces, each with where it begins."""
    for offset in range(0, len(content), size):
        yield offset, content[offset : offset + size]


def document_of(file: EnrolmentFile, kind: str = "identity") -> SupportingDocument:
    """Where a document of a file stands now."""
    return SupportingDocument.objects.get(file=file, kind=kind)
