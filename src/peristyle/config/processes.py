"""Processes that live and die together."""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from multiprocessing import connection
from multiprocessing.context import ForkProcess
from pathlib import Path

PR_SET_PDEATHSIG = 1  # linux/prctl.h
PATIENCE_SECONDS = 10.0
_forking = multiprocessing.get_context("fork")


def belong_to(parent: int, *, end_by: signal.Signals = signal.SIGTERM) -> None:
    """Hear of Ctrl-C from the parent only, and of its death, even when it is killed, by `end_by` (Linux only)."""
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, end_by)
    if os.getppid() != parent:
        sys.exit(1)


def start(name: str, work: Callable[[], None], *, log: Path) -> ForkProcess:
    """Fork a child that does `work`; all that is loaded is there at once. What it says goes to `log`."""
    process = _forking.Process(target=_live, args=(work, os.getpid(), log), name=name)
    process.start()
    return process


def _live(work: Callable[[], None], parent: int, log: Path) -> None:
    for received in (signal.SIGINT, signal.SIGTERM):
        signal.signal(received, signal.SIG_DFL)
    belong_to(parent)
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
        os.dup2(written, stream.fileno())
    work()


def first_dead(processes: Sequence[ForkProcess], *, within: float) -> ForkProcess | None:
    """The child that has ended, waiting for one at most `within` seconds."""
    connection.wait([process.sentinel for process in processes], timeout=within)
    return next((process for process in processes if process.exitcode is not None), None)


def stop(processes: Sequence[ForkProcess]) -> None:
    """Ask all children to end, and end those that do not within seconds."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in processes:
        process.join(max(0.0, deadline - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
