"""What the institution's timetable.toml says."""

from functools import lru_cache

from django.conf import settings

from peristyle.kernel import institution
from peristyle.timetable.rules.timetable_file import NAME, TimetableFile


def timetable_rules() -> TimetableFile:
    """The file, or what goes without one."""
    return _read(str(settings.PERISTYLE_INSTITUTION))


@lru_cache(maxsize=4)
def _read(_institution: str) -> TimetableFile:
    return institution.beside(NAME, TimetableFile) or TimetableFile()
