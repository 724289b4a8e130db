"""What a file may be when it arrives: its type by its first bytes, its size, and how many arrive at once."""

import re
from datetime import timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.services import Text

LARGEST = 10 * 1024 * 1024
LARGEST_CHUNK = 1024 * 1024
UNFINISHED_PER_FILE = 5
UNFINISHED_FOR = timedelta(hours=24)
HEAD = 16
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})


class FileType(StrEnum):
    """The types taken; an image becomes a JPEG whatever it was."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    HEIF = "heif"


class Refusal(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TYPE = "type"
    PICTURE_WANTED = "picture_wanted"
    DAMAGED = "damaged"
    TOO_BIG = "too_big"
    TOO_COMPLEX = "too_complex"
    ENCRYPTED = "encrypted"
    ACTIVE = "active"
    ATTACHMENT = "attachment"
    TOO_MANY_PAGES = "too_many_pages"
    PORTRAIT_SIZE = "portrait_size"
    PORTRAIT_SHAPE = "portrait_shape"


SENTENCES: dict[str, Text] = {
    Refusal.EMPTY: _("Ce fichier est vide."),
    Refusal.TOO_LARGE: _("Ce fichier dépasse 10 Mo : réduisez-le, ou photographiez la page."),
    Refusal.TYPE: _("Ce fichier n’est ni un PDF, ni une image JPEG, PNG ou HEIC, quel que soit son nom."),
    Refusal.PICTURE_WANTED: _("Donnez une image (JPEG, PNG ou HEIC), pas un PDF."),
    Refusal.DAMAGED: _("Ce fichier est abîmé et ne s’ouvre pas : refaites-le, ou photographiez la page."),
    Refusal.TOO_BIG: _("Cette image a trop de points : refaites-la en plus petit."),
    Refusal.TOO_COMPLEX: _(
        "Ce fichier est trop lourd à ouvrir : imprimez-le en PDF de nouveau, ou photographiez la page."
    ),
    Refusal.ENCRYPTED: _("Ce PDF est protégé par un mot de passe ou un chiffrement : donnez-le sans protection."),
    Refusal.ACTIVE: _(
        "Ce PDF contient un programme ou une action : imprimez-le en PDF de nouveau pour l’en débarrasser."
    ),
    Refusal.ATTACHMENT: _("Ce PDF contient des fichiers joints : donnez chaque page à part, sans pièce jointe."),
    Refusal.TOO_MANY_PAGES: _("Ce PDF a trop de pages : ne donnez que celles demandées."),
    Refusal.PORTRAIT_SIZE: _("Cette photo est trop petite pour être imprimée : prenez-la avec plus de points."),
    Refusal.PORTRAIT_SHAPE: _(
        "Cette photo n’a pas la forme d’une photo d’identité : elle doit être plus haute que large."
    ),
}


class NotTaken(Exception):
    """A file is not taken, for a reason."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal)
        self.refusal = refusal

    @property
    def sentence(self) -> Text:
        """The reason, and what to do now."""
        return SENTENCES[self.refusal]


def type_of(head: bytes) -> FileType | None:
    """The type a file's first bytes tell; its name says nothing."""
    if head.startswith(b"%PDF-"):
        return FileType.PDF
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return FileType.HEIF
    return None


def check_arrival(head: bytes, size: int, *, picture_only: bool) -> None:
    """What can be told of a file at once. Raises NotTaken."""
    if size == 0:
        raise NotTaken(Refusal.EMPTY)
    if size > LARGEST:
        raise NotTaken(Refusal.TOO_LARGE)
    kind = type_of(head)
    if kind is None:
        raise NotTaken(Refusal.TYPE)
    if picture_only and kind == FileType.PDF:
        raise NotTaken(Refusal.PICTURE_WANTED)


def shown_name(given: str) -> str:
    """A file's name as its owner knows it, without its path and without what could confuse a reader."""
    name = re.split(r"[/\\]", given)[-1]
    return "".join(letter for letter in name if letter.isprintable()).strip(" .")[-100:]
