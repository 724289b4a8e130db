"""What is written is true: links lead somewhere, named tests exist, the README names who lives in the demonstration."""

import re
import tomllib
from pathlib import Path

import pytest

from peristyle.demo.public import PASSWORD
from peristyle.demo.university.cast import CHARACTERS, NEWCOMERS
from tests.harness.sources import REPOSITORY, ROOMS, text_of

PAGES = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = [
        target for target in LINK.findall(text_of(page)) if "://" not in target and not target.startswith("mailto:")
    ]

    dead = [target for target in targets if not leads_somewhere(page, target)]

    assert dead == []


def test_every_page_is_reached_from_the_index() -> None:
    reached, waiting = set(), [REPOSITORY / "docs" / "index.md", REPOSITORY / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.suffix == ".md":
            reached.add(page)
            waiting += [target_of(page, target) for target in LINK.findall(text_of(page)) if "://" not in target]

    assert set(PAGES) - reached == set()


def test_every_test_that_stands_against_a_threat_exists() -> None:
    named = TEST.findall(text_of(REPOSITORY / "docs" / "security.md"))

    assert len(named) > 40
    assert [f"{path}::{name}" for path, name in named if not is_a_test(path, name)] == []


def test_the_readme_names_who_lives_in_the_demonstration() -> None:
    readme = text_of(REPOSITORY / "README.md")

    assert PASSWORD in readme
    assert [character.login_name for character in CHARACTERS if f"{character.login_name}@" not in readme] == []
    assert [newcomer.application_number for newcomer in NEWCOMERS if newcomer.application_number not in readme] == []


def test_every_room_stands_on_the_map() -> None:
    readme = text_of(REPOSITORY / "README.md")

    assert [room.name for room in ROOMS if f"{room.name}/" not in readme] == []


def test_every_dependency_has_its_reason_and_none_has_left() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {name_of(line) for line in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]}

    cells = re.findall(r"^\| (`[^|]+`) \|", text_of(REPOSITORY / "docs" / "dependencies.md"), re.MULTILINE)

    assert {name for cell in cells for name in re.findall(r"`([\w-]+)", cell)} == wanted


def test_every_room_with_pages_is_documented() -> None:
    with_pages = {room.name for room in ROOMS if any(room.glob("urls*"))} - {"config", "kernel"}

    assert {path.stem for path in (REPOSITORY / "docs" / "services").glob("*.md")} == with_pages


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether the file exists and, if a title is named, has it."""
    path = target_of(page, target)
    title = target.partition("#")[2]
    return path.exists() and (not title or title in {anchor(line) for line in text_of(path).splitlines()})


def target_of(page: Path, target: str) -> Path:
    """The file that a link of a page leads to."""
    name = target.partition("#")[0]
    return (page.parent / name).resolve() if name else page


def anchor(line: str) -> str:
    """How a title is named in an address."""
    kept = re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()) if line.startswith("#") else ""
    return kept.replace(" ", "-")


def is_a_test(path: str, name: str) -> bool:
    """Whether a file of the tests has a test of that name."""
    file = REPOSITORY / "tests" / path
    return file.exists() and f"def {name}(" in text_of(file)


def name_of(requirement: str) -> str:
    """The name of a package as pip is told of it."""
    found = re.match(r"[\w-]+", requirement)
    assert found
    return found.group()
