"""Typst: templates of the rooms, data in JSON beside them, PDF/A-2a and PDF/UA-1.

What people typed is only ever a value of `sys.inputs`, so that no name can be read as markup (attack: typst injection).
The fonts are those Typst carries: a fresh machine writes the same file.
"""

import json
from pathlib import Path
from threading import Lock
from typing import Any

import typst
from django.conf import settings
from django.utils import timezone

from peristyle.documents.adapters.qr_codes import qr_code
from peristyle.documents.ports import Sheet
from peristyle.kernel import institution
from peristyle.ui import theme
from peristyle.ui.checks import THEMES

PACKAGE = Path(__file__).resolve().parents[2]
#: Archivable for good, its text extractable and its structure told (ISO 19005-2 level A, ISO 14289-1).
STANDARDS = ["a-2a", "ua-1"]
LOGO = "logo.svg"


class TypstWriter:
    """Writes in process; one compiler remembers what templates have in common."""

    def __init__(self) -> None:
        self.compiler = typst.Compiler(
            root=PACKAGE, font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
        )
        self._one_at_a_time = Lock()
        self._house = _house()

    def write(self, sheet: Sheet) -> bytes:
        """The PDF/A of a sheet."""
        order = self.order(sheet)
        with self._one_at_a_time:
            pdf = self.compiler.compile(**order)
        if not isinstance(pdf, bytes):
            raise TypeError("a template without pages")
        return pdf

    def order(self, sheet: Sheet) -> dict[str, Any]:
        """What Typst is given: a template, and data that are only ever values."""
        return {
            "input": PACKAGE / sheet.template,
            "format": "pdf",
            "pdf_standards": STANDARDS,
            "timestamp": int(sheet.issued_at.timestamp()),
            "sys_inputs": {"sheet": json.dumps(_inputs(sheet)), "house": self._house},
        }


def _inputs(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "language": sheet.language,
        "number": sheet.number,
        "code": sheet.code,
        "address": sheet.address,
        "qr": qr_code(sheet.address),
        "issued-on": timezone.localdate(sheet.issued_at).isoformat(),
        "valid-until": sheet.valid_until.isoformat() if sheet.valid_until else None,
        "qualified": sheet.qualified,
        "data": sheet.data,
    }


def _house() -> str:
    here = institution.current()
    light, _dark = theme.parse((THEMES / f"{here.theme}.css").read_text(encoding="utf-8"))
    accent = light["accent"]
    logo = Path(settings.PERISTYLE_INSTITUTION).parent / LOGO
    return json.dumps(
        {
            "name": here.name,
            "short-name": here.short_name,
            "seat": here.legal.seat,
            "city": here.city,
            "accent": f"#{accent.red:02x}{accent.green:02x}{accent.blue:02x}",
            "logo": logo.read_text(encoding="utf-8") if logo.is_file() else None,
        }
    )
