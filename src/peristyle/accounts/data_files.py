"""Where prepared downloads lie: outside what the web serves, readable by the house alone."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from django.conf import settings


def new_name() -> str:
    """A file name that nobody guesses."""
    return f"{secrets.token_hex(16)}.zip"


def path_of(name: str) -> Path:
    """Where a prepared file lies."""
    return _directory() / name


@contextmanager
def written(name: str) -> Iterator[IO[bytes]]:
    """A file to fill; it bears its name only once it is whole."""
    _directory().mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path_of(f"{name}.part")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file
    draft.replace(path_of(name))


def remove(name: str) -> None:
    """Remove a file, finished or not, if it is there."""
    for path in (path_of(name), path_of(f"{name}.part")):
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()


def strays(known: set[str]) -> list[str]:
    """The names of files that nobody knows of any more."""
    if not _directory().is_dir():
        return []
    return sorted(path.name for path in _directory().iterdir() if path.name.removesuffix(".part") not in known)


def _directory() -> Path:
    return Path(settings.PERISTYLE_DATA) / "exports"
