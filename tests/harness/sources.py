"""The sources of the house, for the tests that read them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HOUSE = REPOSITORY / "src" / "peristyle"
ROOMS = sorted(path.parent for path in HOUSE.glob("*/__init__.py"))


def modules() -> Iterator[Path]:
    """Every Python file of the house but migrations."""
    return (path for path in sorted(HOUSE.rglob("*.py")) if "migrations" not in path.parts)


def templates() -> Iterator[Path]:
    """Every template of the house."""
    return (path for path in sorted(HOUSE.glob("*/templates/**/*")) if path.is_file())


def name_of(path: Path) -> str:
    """A file's path as messages say it."""
    return str(path.relative_to(HOUSE))


@cache
def text_of(path: Path) -> str:
    """What a file says."""
    return path.read_text(encoding="utf-8")
