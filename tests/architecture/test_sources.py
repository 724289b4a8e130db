"""What holds of every file: rooms that say what they are, short files, rules without a world, verbs without a web."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.sources import HOUSE, ROOMS, modules, name_of, text_of

LONGEST_FILE = 400
LONGEST_INTRODUCTION = 15
WEB = ("django.http", "django.shortcuts", "django.template", "django.contrib.messages", "django.urls", "django.views")
WORLD = (
    "django.db",
    "django.conf",
    "django.core.mail",
    "django.core.files",
    "django.core.cache",
    "peristyle.kernel.clock",
    "os",
    "pathlib",
    "socket",
    "urllib.request",
)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_room_says_what_it_is_for_in_a_few_lines(room: Path) -> None:
    introduction = ast.get_docstring(ast.parse(text_of(room / "__init__.py"))) or ""

    assert 1 <= len(introduction.splitlines()) <= LONGEST_INTRODUCTION


def test_no_file_is_longer_than_a_reader_s_patience() -> None:
    files = [path for path in HOUSE.rglob("*") if path.suffix in {".py", ".html", ".css", ".js", ".letter"}]
    own = [path for path in files if "migrations" not in path.parts and "vendor" not in path.parts]

    assert [name_of(path) for path in own if len(text_of(path).splitlines()) > LONGEST_FILE] == []


def test_actions_and_rules_do_not_know_the_web() -> None:
    known = [
        f"{name_of(path)} imports {imported}"
        for path in modules()
        if "actions" in path.relative_to(HOUSE).parts or is_rule(path)
        for imported in imports_of(path)
        if belongs(imported, WEB)
    ]

    assert known == []


def test_rules_know_no_database_no_clock_and_no_file() -> None:
    known = [
        f"{name_of(path)} imports {imported}"
        for path in modules()
        if is_rule(path)
        for imported in imports_of(path)
        if belongs(imported, WORLD)
    ]

    assert known == []


def is_rule(path: Path) -> bool:
    """Whether the file belongs to the rules of a room."""
    inside = path.relative_to(HOUSE).parts[1:]
    return inside[:1] == ("rules",) or inside == ("rules.py",)


def imports_of(path: Path) -> Iterator[str]:
    """What a file imports, wherever it does so."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def belongs(imported: str, packages: tuple[str, ...]) -> bool:
    """Whether a name lies in one of the packages."""
    return any(imported == package or imported.startswith(f"{package}.") for package in packages)
