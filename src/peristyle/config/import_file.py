"""`peristyle import admissions|staff|guests|enrolments FILE`."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils import translation

from peristyle.accounts.public import PeopleFileKind, import_people
from peristyle.config.environment import Misconfigured
from peristyle.config.preparation import progress_bar
from peristyle.enrolment.public import import_admissions, import_feed

IMPORTS: dict[str, Callable[..., Any]] = {
    "admissions": import_admissions,
    "staff": partial(import_people, PeopleFileKind.STAFF),
    "enrolments": import_feed,
    "guests": partial(import_people, PeopleFileKind.GUESTS),
}


def import_file(arguments: Namespace) -> int:
    """The command: import, and tell what became of each line; exit status 1 if any was refused."""
    try:
        with progress_bar("Importing") as on_progress, translation.override("en"):
            carry_out = IMPORTS[arguments.what]
            done = carry_out(arguments.file, all_or_nothing=arguments.all_or_nothing, on_progress=on_progress)
    except OSError as error:
        raise Misconfigured(f"Cannot read {arguments.file}: {error.strerror}.") from error
    lines = [f"{done.added} added, {done.updated} updated, {done.unchanged} unchanged, {done.refused} refused."]
    if done.gave_up:
        lines = [f"Nothing was imported: {done.refused} lines are refused."]
    with translation.override("en"):
        lines += [f"  line {refused.line}: {refused.reason}" for refused in done.refused_lines.all()]
    print("\n".join(lines))  # noqa: T201 — a terminal reads this
    return 1 if done.refused else 0
