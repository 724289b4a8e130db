"""Tasks of the worker that test_worker.py starts."""

import sys

from peristyle.kernel.tasks import task


@task(retries=0)
def wait_for_a_word() -> None:
    """Say that it began, and end once somebody says so."""
    print("begun", flush=True)  # noqa: T201
    sys.stdin.readline()
    print("finished", flush=True)  # noqa: T201


@task(retries=0)
def pack() -> None:
    """Say that it was done."""
    print("packed", flush=True)  # noqa: T201
