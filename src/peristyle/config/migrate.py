"""`peristyle migrate`."""

from argparse import Namespace

from peristyle.config.preparation import bring_up_to_date, missing_migrations


def migrate(_: Namespace) -> int:
    """The command: bring the database up to date, and tell what was done."""
    missing = missing_migrations()
    bring_up_to_date()
    done = f"{len(missing)} migrations applied" if missing else "already up to date"
    print(f"The database is ready: {done}.")  # noqa: T201 — a terminal reads this
    return 0
