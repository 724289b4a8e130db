"""Each import contract of pyproject.toml fails on a house built for it, with one wrong import."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.sources import REPOSITORY, ROOMS

LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"
FLOORS, DOORS, LAYERS, CYCLES = "Floors", "Doors", "Rooms", "No cycle"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """An empty house with all our rooms and our contracts."""
    for room in ROOMS:
        write(tmp_path, f"{room.name}/__init__.py")
    write(tmp_path, "__init__.py")
    settings = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    start = settings.index("[tool.importlinter]")
    end = settings.index("\n[tool.", start)
    (tmp_path / "pyproject.toml").write_text(settings[start:end], encoding="utf-8")
    return tmp_path


def test_an_empty_house_keeps_every_contract(plan: Path) -> None:
    assert broken_contracts(plan) == set()


def test_a_room_uses_what_lies_below_it_through_its_door_and_the_ground_anywhere(plan: Path) -> None:
    write(plan, "people/public.py")
    write(plan, "kernel/clock.py")
    write(plan, "accounts/actions/activate.py", "import peristyle.people.public", "import peristyle.kernel.clock")

    assert broken_contracts(plan) == set()


def test_a_room_does_not_use_what_lies_above_it(plan: Path) -> None:
    write(plan, "accounts/public.py")
    write(plan, "people/queries.py", "from peristyle.accounts import public")

    assert broken_contracts(plan) == {FLOORS}


def test_rooms_of_one_floor_do_not_use_each_other(plan: Path) -> None:
    write(plan, "portal/public.py")
    write(plan, "demo/queries.py", "from peristyle.portal import public")

    assert broken_contracts(plan) == {FLOORS}


def test_a_new_room_chooses_its_floor(plan: Path) -> None:
    write(plan, "observatory/__init__.py")

    assert broken_contracts(plan) == {FLOORS}


@pytest.mark.parametrize(
    ("imported", "said"),
    [
        ("models", "import peristyle.people.models"),
        ("actions.register", "from peristyle.people.actions import register"),
    ],
)
def test_a_room_does_not_climb_through_the_window(plan: Path, imported: str, said: str) -> None:
    write(plan, f"people/{imported.replace('.', '/')}.py")
    write(plan, "accounts/actions/activate.py", said)

    assert broken_contracts(plan) == {DOORS}


def test_the_demonstration_uses_doors_too(plan: Path) -> None:
    write(plan, "people/models.py")
    write(plan, "demo/actions/populate.py", "from peristyle.people.models import Person")

    assert broken_contracts(plan) == {DOORS}


def test_the_configuration_enters_anywhere(plan: Path) -> None:
    write(plan, "people/models.py")
    write(plan, "config/command.py", "import peristyle.people.models")

    assert broken_contracts(plan) == set()


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("rules.names", "models"),
        ("models", "queries"),
        ("queries", "actions.register"),
        ("actions.register", "views"),
        ("actions.register", "forms"),
        ("models", "public"),
        ("views", "apps"),
    ],
)
def test_within_a_room_the_lower_does_not_know_the_upper(plan: Path, lower: str, upper: str) -> None:
    write(plan, f"people/{upper.replace('.', '/')}.py")
    write(plan, f"people/{lower.replace('.', '/')}.py", f"import peristyle.people.{upper}")

    assert broken_contracts(plan) == {LAYERS}


def test_the_lower_does_not_know_the_upper_through_a_go_between_either(plan: Path) -> None:
    write(plan, "people/views.py")
    write(plan, "people/badges.py", "import peristyle.people.views")
    write(plan, "people/models.py", "import peristyle.people.badges")

    assert broken_contracts(plan) == {LAYERS}


def test_two_files_do_not_import_each_other_at_any_depth(plan: Path) -> None:
    write(plan, "accounts/rules/passwords/length.py", "import peristyle.accounts.rules.passwords.words")
    write(plan, "accounts/rules/passwords/words.py", "def f():", "    import peristyle.accounts.rules.passwords.length")

    assert broken_contracts(plan) == {CYCLES}


def write(plan: Path, name: str, *lines: str) -> None:
    """Put a module into the house, and make packages of the folders it lies in."""
    path = plan / "peristyle" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for folder in path.relative_to(plan).parents[:-1]:
        (plan / folder / "__init__.py").touch()


def broken_contracts(plan: Path) -> set[str]:
    """The contracts that import-linter finds broken in the house, by the first words of their names."""
    environment = {**os.environ, "PYTHONPATH": f"{plan}{os.pathsep}{REPOSITORY}", "COLUMNS": "200", "NO_COLOR": "1"}
    done = subprocess.run(
        [LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=plan,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    broken = {name for name in (FLOORS, DOORS, LAYERS, CYCLES) for line in said.splitlines() if is_broken(name, line)}
    assert (done.returncode == 0) == (not broken), said
    return broken


def is_broken(name: str, line: str) -> bool:
    """Whether a line of the report says so."""
    return line.startswith(name) and line.rstrip().endswith("BROKEN")
