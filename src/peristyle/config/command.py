"""The `peristyle` command: what is typed on a terminal, and how what goes wrong is told there.

An error is one clear sentence that says what to change, and an exit status that is not 0; never a traceback.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError
from django.utils.module_loading import import_string

from peristyle import __version__
from peristyle.config import environment
from peristyle.config.environment import Misconfigured
from peristyle.kernel.institution import InstitutionError

EMBEDDED = "peristyle.config.settings.embedded"
INTERRUPTED = 130  # what shells say of Ctrl-C


class Needs(IntEnum):
    """What must stand before a command begins."""

    NOTHING = 0
    DATABASE = 1
    SCHEMA = 2


@dataclass(frozen=True)
class Command:
    """A command: `action` names the function that takes the arguments and returns the exit status.

    It is imported once Django is ready; the demonstration's are not even importable in production.
    """

    name: str
    help: str
    action: str
    needs: Needs = Needs.NOTHING
    listens: bool = False
    only_in_demo: bool = False
    options: Callable[[argparse.ArgumentParser], None] = lambda _parser: None


def _web_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--workers", type=_positive, default=2, metavar="N", help="processes (default: 2)")


def _demo_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--students", type=_positive, default=300, metavar="N", help="how many (default: 300)")
    parser.add_argument("--seed", type=int, default=2026, metavar="S", help="the same gives the same people")


def _import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["admissions", "staff", "guests", "enrolments"], help="what the file holds")
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, see docs/reference; enrolments: folder or list")
    parser.add_argument("--all-or-nothing", action="store_true", help="import nothing if one line is wrong")


def _journal_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["verify"], help="recompute the chain of seals")


COMMANDS = (
    Command(
        "run",
        "everything in one command, on this machine, with the invented university",
        "peristyle.config.run.run",
        listens=True,
        only_in_demo=True,
    ),
    Command("web", "the web server", "peristyle.config.serve.web", Needs.SCHEMA, listens=True, options=_web_options),
    Command("worker", "the background worker", "peristyle.config.work.work", Needs.SCHEMA),
    Command("migrate", "bring the database up to date", "peristyle.config.migrate.migrate", Needs.DATABASE),
    Command(
        "demo",
        "load the invented university into an empty database",
        "peristyle.config.load_demo.demo",
        Needs.DATABASE,
        only_in_demo=True,
        options=_demo_options,
    ),
    Command(
        "import",
        "import a file of admissions, staff or guests, or the enrolments of another system",
        "peristyle.config.import_file.import_file",
        Needs.SCHEMA,
        options=_import_options,
    ),
    Command(
        "journal",
        "verify that nobody tampered with the journal",
        "peristyle.config.journal.journal",
        Needs.SCHEMA,
        options=_journal_options,
    ),
    Command("check", "look at the configuration and the connections", "peristyle.config.inspection.check"),
    Command("doctor", "check, and look for failures and tampering", "peristyle.config.inspection.doctor"),
    Command(
        "password-check", "review a password read from the terminal", "peristyle.config.password_check.password_check"
    ),
)


def main(typed: Sequence[str] | None = None) -> int:
    """Do what was typed; returns the exit status."""
    arguments = _parser().parse_args(typed)
    command: Command = arguments.command
    try:
        _make_ready(command)
        status: int = import_string(command.action)(arguments)
    except (Misconfigured, ImproperlyConfigured, InstitutionError) as error:
        return _refuse(str(error))
    except OperationalError as error:
        return _refuse(f"The database failed us ({' '.join(str(error).split())}): `peristyle check` looks at it.")
    except OSError as error:
        return _refuse(f"{error.filename}: {error.strerror}." if error.filename else str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _refuse(sentence: str) -> int:
    print(f"peristyle: {sentence}", file=sys.stderr)  # noqa: T201 — a terminal reads this
    return 1


def _make_ready(command: Command) -> None:
    named = os.environ.get("DJANGO_SETTINGS_MODULE") or EMBEDDED
    environment.check_settings_module(named)
    os.environ["DJANGO_SETTINGS_MODULE"] = named
    address = environment.address()
    environment.check_database_url()
    if named == EMBEDDED or os.environ.get("PERISTYLE_DATA"):
        environment.check_data_directory()
    if command.listens:
        environment.check_is_free(address)
    django.setup()
    if command.only_in_demo and not settings.PERISTYLE_DEMO:
        raise Misconfigured(
            f"`peristyle {command.name}` belongs to the demonstration, and this is production: nothing was changed. "
            "Unset DJANGO_SETTINGS_MODULE to open a demonstration."
        )
    from peristyle.config import preparation  # noqa: PLC0415 — models exist only once Django is ready

    if command.needs:
        preparation.check_database()
    if command.needs == Needs.SCHEMA:
        preparation.check_schema()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="peristyle",
        description="A university's whole digital workspace, in one house behind one door.",
        epilog="The environment configures it (PORT, PERISTYLE_DATA…): docs/reference/command-line.md",
    )
    parser.add_argument("--version", action="version", version=f"Péristyle {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = commands.add_parser(command.name, help=command.help, description=command.help)
        subparser.set_defaults(command=command)
        command.options(subparser)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number from 1 on")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
