"""PDF files: opened, looked through object by object, and written anew; what could act is refused, not repaired."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from peristyle.enrolment.examination.copies import Copy
from peristyle.enrolment.rules.uploads import NotTaken, Refusal

MOST_PAGES = 60
MOST_OBJECTS = 20_000
#: Of one stream and of all together, once unpacked; a scanned page at 600 dots per inch holds 35 million points.
MOST_BYTES_IN_STREAM = 120 * 1024 * 1024
MOST_BYTES = 400 * 1024 * 1024
MOST_POINTS = 100_000_000
MOST_FILTERS = 3
DEEPEST = 60
_PIECE = 64 * 1024
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_PACKED = _FLATE | {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
_SCRIPTS = frozenset(
    f"/{action}"
    for action in (
        "JavaScript",
        "Launch",
        "ImportData",
        "SubmitForm",
        "Rendition",
        "Movie",
        "Sound",
        "GoTo3DView",
        "RichMediaExecute",
    )
)
_ELSEWHERE = frozenset({"/GoToR", "/GoToE"})
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
_ATTACHING_KEYS = frozenset({"/EF", "/EmbeddedFiles", "/Collection", "/AF"})
_ATTACHING_TYPES = frozenset({"/EmbeddedFile", "/Filespec"})


def copy_pdf(source: Path, target: Path) -> Copy:
    """Write the PDF at `source` anew, if it is nothing but pages. Raises NotTaken."""
    try:
        with pikepdf.open(source, attempt_recovery=True, suppress_warnings=True) as pdf:
            return _write(pdf, target)
    except pikepdf.PasswordError as error:
        raise NotTaken(Refusal.ENCRYPTED) from error
    except MemoryError as error:
        raise NotTaken(Refusal.TOO_COMPLEX) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError, ValueError, TypeError, KeyError) as error:
        raise NotTaken(Refusal.DAMAGED) from error


def _write(pdf: pikepdf.Pdf, target: Path) -> Copy:
    if pdf.is_encrypted:
        raise NotTaken(Refusal.ENCRYPTED)
    if len(pdf.objects) > MOST_OBJECTS:
        raise NotTaken(Refusal.TOO_COMPLEX)
    pages = len(pdf.pages)
    if pages == 0:
        raise NotTaken(Refusal.DAMAGED)
    if pages > MOST_PAGES:
        raise NotTaken(Refusal.TOO_MANY_PAGES)
    unpacked = 0
    for thing in [pdf.trailer, *pdf.objects]:
        for part in _parts(thing):
            _look_at(part)
        if isinstance(thing, pikepdf.Stream):
            unpacked += _unpacked(thing)
            if unpacked > MOST_BYTES:
                raise NotTaken(Refusal.TOO_COMPLEX)
    pdf.remove_unreferenced_resources()
    pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Copy("application/pdf", pages=pages)


def _parts(thing: Any, depth: int = 0) -> Iterator[Any]:
    """The dictionaries within an object of the file, those it only points to left for their own turn."""
    if depth > DEEPEST:
        raise NotTaken(Refusal.TOO_COMPLEX)
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        inner = thing.values() if isinstance(thing, pikepdf.Dictionary) else thing.stream_dict.values()
    elif isinstance(thing, pikepdf.Array):
        inner = iter(thing)
    else:
        return
    for part in inner:
        if not getattr(part, "is_indirect", False):
            yield from _parts(part, depth + 1)


def _look_at(part: Any) -> None:
    keys = frozenset(part.keys())
    action = str(part.get("/S", "")) if isinstance(part.get("/S"), pikepdf.Name) else ""
    if keys & _ACTIVE_KEYS or action in _SCRIPTS:
        raise NotTaken(Refusal.ACTIVE)
    if keys & _ATTACHING_KEYS or action in _ELSEWHERE or str(part.get("/Type", "")) in _ATTACHING_TYPES:
        raise NotTaken(Refusal.ATTACHMENT)
    if str(part.get("/Subtype", "")) == "/Image" and _points(part) > MOST_POINTS:
        raise NotTaken(Refusal.TOO_BIG)


def _points(image: Any) -> int:
    return int(image.get("/Width", 0)) * int(image.get("/Height", 0))


def _unpacked(stream: Any) -> int:
    """How many bytes a stream holds once unpacked: Flate is counted piece by piece, never held whole."""
    filters = _filters(stream)
    if len(filters) > MOST_FILTERS:
        raise NotTaken(Refusal.TOO_COMPLEX)
    raw = stream.read_raw_bytes()
    if not filters or filters[0] not in _FLATE:
        # Pictures are judged by their points; the few others, by what this process may hold.
        return len(stream.read_bytes()) if _PACKED.intersection(filters) else len(raw)
    inner = _inflated(raw)
    if len(filters) > 1 and filters[1] in _FLATE:
        inner = _inflated(b"".join(_bounded(inner)))
    return sum(len(piece) for piece in _bounded(inner))


def _filters(stream: Any) -> list[str]:
    given = stream.stream_dict.get("/Filter", [])
    return [str(given)] if isinstance(given, pikepdf.Name) else [str(each) for each in given]


def _inflated(packed: bytes) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    rest = packed
    try:
        while rest and not inflater.eof:
            yield inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
    except zlib.error:
        return  # qpdf judges what is damaged: here only the size counts


def _bounded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > MOST_BYTES_IN_STREAM:
            raise NotTaken(Refusal.TOO_COMPLEX)
        yield piece
