"""A timetable on A4 paper, by Typst: a week as a grid, a semester as a list.

Texts are only ever values of `sys.inputs`.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

TEMPLATES = Path(__file__).resolve().parents[1] / "typst"


@dataclass(frozen=True)
class PaperEntry:
    """A session: its texts, `off` when it does not stand there, and where it lies in its day, in minutes and lanes."""

    hours: str
    name: str
    about: str
    place: str
    teachers: str
    state: str
    off: bool
    top: int
    height: int
    lane: int
    lanes: int


@dataclass(frozen=True)
class PaperDay:
    """A day, its period of the year, its sessions."""

    title: str
    note: str
    entries: tuple[PaperEntry, ...]


@dataclass(frozen=True)
class PaperWeek:
    """A week under its title."""

    title: str
    days: tuple[PaperDay, ...]


@dataclass(frozen=True)
class Paper:
    """A timetable: the week of a grid with its hours, or the weeks of a list."""

    title: str
    lines: tuple[str, ...]
    weeks: tuple[PaperWeek, ...]
    grid: bool
    hours: tuple[str, ...]
    nothing: str
    headers: tuple[str, str, str, str]
    language: str


def as_pdf(paper: Paper) -> bytes:
    """The timetable as an accessible PDF (PDF/UA-1)."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    compiler = typst.Compiler(root=TEMPLATES, font_paths=fonts)
    pdf = compiler.compile(
        input=TEMPLATES / "timetable.typ",
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"paper": json.dumps(asdict(paper))},
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a template without pages")
    return pdf
