"""`peristyle run`: the whole house in one command, on this machine, with its invented university."""

import fcntl
import signal
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections

from peristyle.config import environment, preparation, processes
from peristyle.config.announcement import announcement
from peristyle.config.environment import Address, Misconfigured
from peristyle.config.load_demo import load_demo_if_empty
from peristyle.config.serve import serve
from peristyle.kernel import worker

GLANCE_SECONDS = 0.1
PATIENCE_SECONDS = 60


class Stopping:
    """Whether somebody asked the house to stop, by Ctrl-C or SIGTERM."""

    def __init__(self) -> None:
        self.asked = False
        for received in (signal.SIGINT, signal.SIGTERM):
            signal.signal(received, self._ask)

    def _ask(self, *_: Any) -> None:
        self.asked = True


def run(_: Namespace) -> int:
    """Prepare, open, tell how to come in, and stay until asked to stop; returns the exit status."""
    address = environment.address()
    with _alone_in(Path(settings.PERISTYLE_DATA)):
        return _open(address)


@contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    """Hold the directory: its worker takes whatever another one has begun for lost. Raises Misconfigured."""
    with (directory / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Misconfigured(
                f"Another house is open on {directory}: stop it, or set PERISTYLE_DATA to another directory."
            ) from error
        yield


def _open(address: Address) -> int:
    _prepare()
    log = _new_log()
    stopping = Stopping()
    children = [
        processes.start("web server", partial(serve, address), log=log),
        processes.start("worker", partial(worker.run, alone=True), log=log),
    ]
    try:
        return _look_after(children, address, log, stopping)
    finally:
        processes.stop(children)


def _prepare() -> None:
    preparation.check_configuration()
    preparation.check_database()
    preparation.bring_up_to_date()
    load_demo_if_empty()
    preparation.collect_static_files()
    # What every page needs is loaded once, for all children.
    import_module(settings.ROOT_URLCONF)
    # A connection must not be shared with the children.
    connections.close_all()


def _new_log() -> Path:
    """An empty log for this run; that of the run before stays beside it."""
    log = Path(settings.PERISTYLE_DATA) / "peristyle.log"
    if log.exists():
        log.replace(log.with_suffix(".log.1"))
    return log


def _look_after(children: list[ForkProcess], address: Address, log: Path, stopping: Stopping) -> int:
    opened_before = time.monotonic() + PATIENCE_SECONDS
    is_open = False
    while not stopping.asked:
        dead = processes.first_dead(children, within=GLANCE_SECONDS)
        if dead is not None and not stopping.asked:
            raise Misconfigured(f"The {dead.name} stopped unexpectedly; {log} says why.")
        if not is_open and answers(address):
            is_open = True
            print(announcement(settings.PERISTYLE_URL, log), flush=True)  # noqa: T201 — a terminal reads this
            connections.close_all()
        if not is_open and time.monotonic() > opened_before:
            raise Misconfigured(f"The web server does not answer after {PATIENCE_SECONDS} seconds; {log} says why.")
    return 0


def answers(address: Address) -> bool:
    """Whether the web server answers a request."""
    asked = HTTPConnection(address.local_host, address.port, timeout=5)
    try:
        asked.request("GET", "/sante/vivant")
        return asked.getresponse().status == 200  # noqa: PLR2004 — OK
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()
