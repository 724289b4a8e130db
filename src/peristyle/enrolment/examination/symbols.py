"""The 2D-Doc symbol (DataMatrix) on a picture or on the first page of a PDF."""

from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image

from peristyle.enrolment.examination.copies import Copy
from peristyle.enrolment.rules.two_d_doc import LONGEST

#: Dots per point of a PDF: symbols are printed at half a millimetre a module.
_SCALE = 3
_LARGEST_SIDE = 4000


def message_on(path: Path, copy: Copy) -> str:
    """What the symbol says; empty when there is none. `path` holds our own copy."""
    if copy.media_type == "application/pdf":
        return _message(_first_page(path))
    with Image.open(path, formats=["JPEG"]) as picture:
        return _message(picture.convert("L"))


def _first_page(path: Path) -> Image.Image:
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        scale = min(_SCALE, _LARGEST_SIDE / max(*page.get_size(), 1))
        drawn: Image.Image = page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil()
        return drawn


def _message(picture: Image.Image) -> str:
    for found in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.DataMatrix)):
        message = found.bytes.decode("ascii", errors="replace")
        if message.startswith("DC") and len(message) <= LONGEST:
            return message
    return ""
