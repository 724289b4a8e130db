"""Every setting is documented, and every documented setting exists."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from peristyle.curriculum.rules.calendar_file import CalendarFile
from peristyle.enrolment.rules.supporting_documents import SupportingDocumentsFile
from peristyle.kernel.institution import Institution
from peristyle.timetable.rules.room_file import RoomFile
from peristyle.timetable.rules.timetable_file import TimetableFile
from tests.harness.sources import HOUSE, REPOSITORY, modules, text_of

PAGE = REPOSITORY / "docs" / "reference" / "settings.md"
#: The first cell of a table's line, written as code.
DOCUMENTED = re.compile(r"^\| `([\w.\[\]<>]+)`", re.MULTILINE)


def test_every_setting_is_documented() -> None:
    assert known_settings() - documented(SETTING) == set()


def test_every_documented_setting_exists() -> None:
    assert documented(SETTING) - known_settings() == set()


def test_every_key_of_the_institution_s_files_is_documented() -> None:
    assert keys_of_files() - documented(KEY) == set()


def test_every_documented_key_exists() -> None:
    assert documented(KEY) - keys_of_files() == set()


#: What only the edition of the tests reads: nobody sets it in a house.
READ_BY_TESTS_ONLY = {"PERISTYLE_TEST_DATABASE", "PYTEST_XDIST_WORKER"}
SETTING = re.compile(r"[A-Z_]+")
KEY = re.compile(r"[a-z_.\[\]<>]+")


def documented(kind: re.Pattern[str]) -> set[str]:
    """What the page documents, of one kind."""
    return {name for name in DOCUMENTED.findall(text_of(PAGE)) if kind.fullmatch(name)}


def known_settings() -> set[str]:
    """The names that the house reads from its settings and its environment."""
    found = {name for path in modules() for name in re.findall(r"\bPERISTYLE_[A-Z_]+[A-Z]\b", text_of(path))}
    from_environment = {
        name
        for path in (HOUSE / "config").rglob("*.py")
        for name in re.findall(r"(?:environ(?:\.get\(|\[)|_required\(\s*)\"([A-Z_]+)\"", text_of(path))
    }
    return (found | from_environment | set(names_with_prefix())) - READ_BY_TESTS_ONLY


def names_with_prefix() -> Iterator[str]:
    """The variables that a room's `conf.py` reads by a prefix, one per field of its settings."""
    for path in HOUSE.glob("*/conf.py"):
        conf = import_module(f"peristyle.{path.parent.name}.conf")
        for section in vars(conf).values():
            if isinstance(section, type) and issubclass(section, BaseModel) and section.__module__ == conf.__name__:
                own = f"PERISTYLE_{section.__name__.removesuffix('Settings').upper()}_"
                prefix = getattr(conf, "PREFIX", own)
                yield from (f"{prefix}{name.upper()}" for name in section.model_fields)


def keys_of_files() -> set[str]:
    """The keys of the institution's files."""
    files = (Institution, RoomFile, TimetableFile, CalendarFile, SupportingDocumentsFile)
    return {key for file in files for key in keys_of(file)}


def keys_of(section: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """The keys of a table of the file: `accounts.session_hours`, `components[].code`."""
    for name, field in section.model_fields.items():
        inner, mark = inner_section(field.annotation)
        if inner is None:
            yield f"{prefix}{name}"
        else:
            yield from keys_of(inner, f"{prefix}{name}{mark}.")


def inner_section(annotation: Any) -> tuple[type[BaseModel] | None, str]:
    """The table that a key holds: itself, one per line (`[]`), or one per name (`<name>`)."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, ""
    for argument in get_args(annotation):
        if isinstance(argument, type) and issubclass(argument, BaseModel):
            return argument, {dict: ".<name>", tuple: "[]"}.get(get_origin(annotation), "")
    return None, ""
