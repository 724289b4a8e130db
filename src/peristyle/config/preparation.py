"""What must stand before people come: database, composantes, demonstration, static files. Quick when all is there."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core import checks
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from peristyle.config.environment import Misconfigured
from peristyle.curriculum.public import sync_calendar
from peristyle.people.public import sync_components
from peristyle.timetable.public import sync_rooms


def check_configuration() -> None:
    """See that the institution's file and its theme are right. Raises Misconfigured."""
    wrong = [
        str(message.msg) for message in checks.run_checks(tags=[checks.Tags.compatibility]) if message.is_serious()
    ]
    if wrong:
        raise Misconfigured("\n".join(wrong))


def check_database() -> None:
    """See that the database answers. Raises Misconfigured, without the password."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise Misconfigured(_why_not(" ".join(str(error).split()))) from error


def _why_not(reason: str) -> str:
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return f"{name} is no usable database ({reason}): move it away, or set PERISTYLE_DATA to another directory."
    return f"PostgreSQL does not let us in ({reason}): check DATABASE_URL, and that the server runs."


def missing_migrations() -> list[str]:
    """The migrations the database has not had yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def check_schema() -> None:
    """See that the database has had every migration. Raises Misconfigured."""
    missing = missing_migrations()
    if missing:
        raise Misconfigured(f"The database waits for {len(missing)} migrations: run `peristyle migrate` first.")


def bring_up_to_date() -> None:
    """Bring the database to this version's shape, and the institution's composantes, calendar and rooms into it."""
    if missing_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    sync_components()
    sync_calendar()
    sync_rooms()


def collect_static_files() -> None:
    """Gather the static files where the server reads them, if any has changed since the last time."""
    gathered = Path(str(settings.STATIC_ROOT))
    mark = gathered / ".fingerprint"
    fingerprint = _fingerprint_of_static_files()
    if mark.is_file() and mark.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(fingerprint)


def _fingerprint_of_static_files() -> str:
    sha = hashlib.sha256(settings.PERISTYLE_VERSION.encode())
    for path, size, modified in sorted(_static_files()):
        sha.update(f"{path}|{size}|{modified}\n".encode())
    return sha.hexdigest()


def _static_files() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            yield str(name), status.st_size, status.st_mtime_ns


@contextmanager
def progress_bar(told: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal for a long work, moved by telling how much is done of how much."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True, disable=not sys.stdout.isatty()) as progress:
        bar = progress.add_task(told, total=None)
        yield lambda done, total: progress.update(bar, completed=done, total=total)
