"""The kinds of documents the house issues; each room registers its own in its `apps.py`."""

from dataclasses import dataclass

from peristyle.kernel.services import Text


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: `code` in the register, `series` before its numbers (« CS2026-000123 »), `title` on it.

    `template` is a Typst file of the room that registers it, from the package's root: « enrolment/typst/card.typ ».
    """

    code: str
    series: str
    title: Text
    template: str


_kinds: dict[str, DocumentKind] = {}


def register_document_kind(kind: DocumentKind) -> None:
    """Make a kind known."""
    _kinds[kind.code] = kind


def document_kind(code: str) -> DocumentKind:
    """The kind of this code. Raises KeyError."""
    return _kinds[code]


def document_kinds() -> list[DocumentKind]:
    """All kinds, by code."""
    return [_kinds[code] for code in sorted(_kinds)]
