"""The papers of the invented university: specimens drawn on the spot, of which nobody is the holder."""

import io

import pikepdf
from PIL import Image, ImageDraw

PAPER, INK, FAINT = "#fbf8f1", "#2a2740", "#c9c2b4"
CARD, PORTRAIT, SHEET = (640, 420), (413, 531), (620, 877)
#: A page of 62 × 87,7 mm would be small: PDF counts in points of 1/72 inch, here an A4.
A4 = (595, 842)


def card() -> bytes:
    """Something like an identity card."""
    picture, pen = _blank(CARD)
    pen.rounded_rectangle((12, 12, 628, 408), 24, outline=INK, width=4)
    _silhouette(pen, (50, 90, 220, 310))
    _lines(pen, left=270, top=110, right=580, count=6)
    pen.text((270, 60), "SPECIMEN", fill=INK, font_size=32)
    return _jpeg(picture)


def portrait() -> bytes:
    """A photograph of nobody."""
    picture, pen = _blank(PORTRAIT)
    _silhouette(pen, (60, 90, 353, 531))
    return _jpeg(picture)


def sheet() -> bytes:
    """A page of writing, photographed."""
    picture, pen = _blank(SHEET)
    pen.text((60, 60), "SPECIMEN", fill=INK, font_size=40)
    _lines(pen, left=60, top=160, right=560, count=18)
    return _jpeg(picture)


def certificate() -> bytes:
    """A page as a PDF."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=A4)
        lines = " ".join(f"60 {650 - 30 * number} {420 - 20 * (number % 4)} 6 re f" for number in range(16))
        page.contents_add(f"0.16 0.15 0.25 rg 60 740 240 26 re f 0.79 0.76 0.71 rg {lines}".encode())
        kept = io.BytesIO()
        pdf.save(kept, deterministic_id=True)
        return kept.getvalue()


def _blank(size: tuple[int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("RGB", size, PAPER)
    return picture, ImageDraw.Draw(picture)


def _silhouette(pen: ImageDraw.ImageDraw, box: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    pen.ellipse((left + width * 0.25, top, right - width * 0.25, top + height * 0.5), fill=FAINT)
    pen.pieslice((left, top + height * 0.55, right, bottom + height * 0.45), 180, 360, fill=FAINT)


def _lines(pen: ImageDraw.ImageDraw, *, left: int, top: int, right: int, count: int) -> None:
    for number in range(count):
        pen.rectangle((left, top + 36 * number, right - 40 * (number % 3), top + 36 * number + 10), fill=FAINT)


def _jpeg(picture: Image.Image) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()
