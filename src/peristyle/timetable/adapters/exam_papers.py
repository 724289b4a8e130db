"""The papers of exams, by Typst: sheets for a room, and summonses. Texts are only ever values of `sys.inputs`."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

TEMPLATES = Path(__file__).resolve().parents[1] / "typst" / "exams"
Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sheet:
    """A list on pages of its own: facts, then a table whose columns are so wide; `tall`: one writes in it."""

    heading: str
    facts: Facts
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()
    tall: bool = False


@dataclass(frozen=True)
class Sheets:
    """Several of them, of one exam."""

    title: str
    lines: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    language: str


@dataclass(frozen=True)
class SummonsBlock:
    """An exam to which somebody is summoned, and the address of a map if there is one."""

    heading: str
    facts: Facts
    map: str
    map_label: str


@dataclass(frozen=True)
class SummonsPaper:
    """The summons of a person to one exam or to several."""

    title: str
    house: str
    lines: tuple[str, ...]
    exams: tuple[SummonsBlock, ...]
    instructions_title: str
    instructions: tuple[str, ...]
    language: str


def sheets_as_pdf(paper: Sheets) -> bytes:
    """Sheets as an accessible PDF (PDF/UA-1)."""
    return _as_pdf("sheets.typ", paper)


def summons_as_pdf(paper: SummonsPaper) -> bytes:
    """A summons as an accessible PDF (PDF/UA-1)."""
    return _as_pdf("summons.typ", paper)


def _as_pdf(template: str, paper: Sheets | SummonsPaper) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts)
    pdf = compiler.compile(
        input=TEMPLATES / template,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"paper": json.dumps(asdict(paper))},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a template without pages")
    return pdf
