"""Where given files lie: a directory of the house's data, outside what is served, under names drawn at random.

Several web nodes share it (docs/services/enrolment.md). A file is written before its row and removed after it, so that
a crash leaves a file too many, never one too few; `sweep_documents` finds those.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings

from peristyle.kernel import tokens

FOLDER = "supporting-documents"


def new_name() -> str:
    """A name that nobody guesses and that tells nothing."""
    return tokens.new_token()


def path_of(name: str) -> Path:
    """Where the file of that name lies; files are spread over folders of two letters."""
    return _folder() / name[:2] / name


def place_for(name: str) -> Path:
    """Where a file of that name will lie; its folder is there."""
    path = path_of(name)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write_at(name: str, offset: int, content: bytes) -> None:
    """Write a piece of a file where it belongs; the same piece written twice changes nothing."""
    descriptor = os.open(place_for(name), os.O_WRONLY | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.seek(offset)
        file.write(content)
        file.truncate()


def keep(pieces: Iterable[bytes]) -> str:
    """Write a whole file down; its new name."""
    name, offset = new_name(), 0
    for piece in pieces:
        write_at(name, offset, piece)
        offset += len(piece)
    return name


def read(name: str) -> bytes:
    """The content of a file. Raises FileNotFoundError."""
    return path_of(name).read_bytes()


def beginning_of(name: str, length: int) -> bytes:
    """The first bytes of a file."""
    with path_of(name).open("rb") as file:
        return file.read(length)


def remove(names: Iterable[str]) -> None:
    """Remove files; those that are gone already are no trouble."""
    for name in filter(None, names):
        with suppress(FileNotFoundError):
            path_of(name).unlink()


def written_before(instant: datetime) -> Iterator[str]:
    """The names of the files last written before an instant of the machine's time."""
    for path in _folder().glob("??/*"):
        if path.stat().st_mtime < instant.timestamp():
            yield path.name


def _folder() -> Path:
    return Path(settings.PERISTYLE_DATA) / FOLDER
