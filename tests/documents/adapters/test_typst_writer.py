"""What is written is archivable, tells its text and its structure, and prints names as names whatever they hold."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peristyle.documents.adapters.typst_writer import TypstWriter
from tests.documents.sheets import a_sheet

WRITER = TypstWriter()
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
INJECTIONS = [
    '#read("/documents/models.py")',
    "] #panic() [",
    "$x^2$ *gras* _penché_ `code` <label> @cite // rien",
    '"}; {"a": 1',
    "\\u{1F600} \\",
    '#import "@preview/x:1.0.0": *',
    "= Titre\n- liste",
]


def text_of(pdf: bytes) -> str:
    """The text that a search engine or a screen reader finds, its lines joined."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs Debian's poppler-utils")
    told = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()  # noqa: S607
    return " ".join(told.split())


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def test_a_document_says_that_it_is_archivable_and_accessible() -> None:
    pdf = opened(WRITER.write(a_sheet()))

    with pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Attestation"
    assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.StructTreeRoot
    assert pdf.Root.Lang == "fr-FR"
    assert pdf.check_pdf_syntax() == []


def test_every_font_is_embedded_and_tells_its_letters() -> None:
    pdf = opened(WRITER.write(a_sheet()))
    fonts = [font for page in pdf.pages for font in page.resources.Font.values()]

    assert fonts
    for font in fonts:
        descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert "/ToUnicode" in font


def test_its_text_can_be_extracted() -> None:
    text = text_of(WRITER.write(a_sheet(name="Zoé Lefèvre-Œuf")))

    for expected in ("Attestation", "Zoé Lefèvre-Œuf", "7D2K-9FMX-04WQ-3HJ5", "T2026-000001", "non qualifié"):
        assert expected in text


def test_it_speaks_english_when_asked() -> None:
    text = text_of(WRITER.write(a_sheet(language="en")))

    assert "The following is attested." in text
    assert "1 September 2026" in text


def test_a_qualified_seal_is_not_said_to_be_none() -> None:
    assert "non qualifié" not in text_of(WRITER.write(a_sheet(qualified=True)))


def test_the_same_sheet_gives_the_same_bytes_on_a_fresh_machine() -> None:
    assert TypstWriter().write(a_sheet()) == WRITER.write(a_sheet())


@pytest.mark.parametrize("name", INJECTIONS)
def test_a_name_is_printed_as_it_is_never_read_as_markup(name: str) -> None:
    assert " ".join(name.split()) in text_of(WRITER.write(a_sheet(name=name)))


@settings(max_examples=60)
@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_whatever_is_typed_can_be_printed(name: str) -> None:
    assert WRITER.write(a_sheet(name=name)).startswith(b"%PDF-1.7")


def test_an_institution_may_have_a_logo(tmp_path: Path, settings: Any) -> None:
    shutil.copy(settings.PERISTYLE_INSTITUTION, tmp_path / "institution.toml")
    (tmp_path / "logo.svg").write_text(SQUARE)
    plain = TypstWriter().write(a_sheet())
    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"

    assert TypstWriter().write(a_sheet()) != plain
