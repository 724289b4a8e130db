"""The worker as a process of its own: it stops after the present task when told to, and takes over from a dead one."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
PATIENCE = 60
StartWorker = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[StartWorker]:
    """`start_worker("first")` makes a house of its own with two tasks; `start_worker()` comes after it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded",
        "PERISTYLE_DATA": str(tmp_path),
    }
    for name in ("DATABASE_URL", "PERISTYLE_TEST_DATABASE"):
        environment.pop(name, None)
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        worker = subprocess.Popen(
            [sys.executable, "-m", "tests.kernel.worker_process", *arguments],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        worker.kill()
        worker.communicate()


@pytest.mark.parametrize("received", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_when_told_to_after_the_present_task(start_worker: StartWorker, received: signal.Signals) -> None:
    worker = start_worker("first")
    assert line_of(worker) == "begun"

    worker.send_signal(received)
    said, _ = worker.communicate("go on\n", timeout=PATIENCE)

    assert said.splitlines() == ["finished", "stopped"]
    assert worker.returncode == 0


def test_what_a_killed_worker_was_at_is_begun_again(start_worker: StartWorker) -> None:
    killed = start_worker("first")
    assert line_of(killed) == "begun"
    killed.kill()
    killed.wait()

    next_one = start_worker()

    assert line_of(next_one) == "begun"
    say(next_one, "go on")
    assert [line_of(next_one), line_of(next_one)] == ["finished", "packed"]
    next_one.send_signal(signal.SIGTERM)
    assert line_of(next_one) == "stopped"


def line_of(worker: "subprocess.Popen[str]") -> str:
    """The next line it says; the harness's own limit ends a worker that says nothing."""
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def say(worker: "subprocess.Popen[str]", word: str) -> None:
    """Write a line to it."""
    assert worker.stdin is not None
    worker.stdin.write(f"{word}\n")
    worker.stdin.flush()
