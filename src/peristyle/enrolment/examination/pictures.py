"""Pictures: decoded within limits, turned upright, written anew as a JPEG with nothing but its points."""

import warnings
from pathlib import Path

import pillow_heif
from PIL import Image, ImageOps, UnidentifiedImageError

from peristyle.enrolment.examination.copies import Copy
from peristyle.enrolment.rules.uploads import FileType, NotTaken, Refusal

#: A telephone of today takes 50 million points, of which a page needs 9 to be read and printed.
MOST_POINTS = 64_000_000
LONGEST_SIDE = 3000
QUALITY = 85
_FORMATS = {FileType.JPEG: "JPEG", FileType.PNG: "PNG", FileType.HEIF: "HEIF"}


def copy_picture(source: Path, target: Path, file_type: FileType) -> Copy:
    """Write an upright JPEG of the picture at `source`. Raises NotTaken."""
    pillow_heif.register_heif_opener(thumbnails=False)
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_POINTS
    try:
        # Only the decoder of the type told by the first bytes: a file never chooses its own.
        with Image.open(source, formats=[_FORMATS[file_type]]) as opened:
            return _write(opened, target)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken(Refusal.TOO_BIG) from error
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, EOFError, IndexError) as error:
        raise NotTaken(Refusal.DAMAGED) from error


def _write(opened: Image.Image, target: Path) -> Copy:
    if opened.width * opened.height > MOST_POINTS:
        raise NotTaken(Refusal.TOO_BIG)
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    plain = _on_white(upright)
    plain.save(target, "JPEG", quality=QUALITY, optimize=True)
    return Copy("image/jpeg", width=plain.width, height=plain.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """The points alone, in three colours: what is transparent becomes paper."""
    layered = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(layered, mask=layered.getchannel("A") if layered.mode == "RGBA" else None)
    return plain
