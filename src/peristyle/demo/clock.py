"""The demonstration's clock: the machine's, moved forward by as much as a small file says.

Every process of the house reads the file, so that web server and worker agree.
"""

import os
from datetime import timedelta
from pathlib import Path

from django.conf import settings

_Stamp = tuple[int, int]


def offset_file() -> Path:
    """Where the seconds by which the clock is ahead are kept."""
    return Path(settings.PERISTYLE_DATA) / "clock-offset"


class DemoClock:
    """Ahead of the machine; the file is read again only when it has changed."""

    def __init__(self) -> None:
        self._file = offset_file()
        self._read: tuple[_Stamp, timedelta] = ((0, 0), timedelta(0))

    def offset(self) -> timedelta:
        """How far the house's time is ahead of the machine's."""
        try:
            status = self._file.stat()
        except FileNotFoundError:
            return timedelta(0)
        stamp = (status.st_mtime_ns, status.st_ino)
        if stamp != self._read[0]:
            self._read = (stamp, timedelta(seconds=float(self._file.read_text())))
        return self._read[1]


def keep_offset(offset: timedelta) -> None:
    """Replace the file in one step: no process ever reads half of it."""
    path = offset_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(str(offset.total_seconds()))
    fresh.replace(path)
