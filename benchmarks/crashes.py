"""Web and worker killed at random points of 200 enrolments on PostgreSQL, each time started again.

The bar: the books balance, whoever paid has exactly one affiliation, one account and one activation mail, and the
numbers of invoices and receipts have no gap. `python -m benchmarks.crashes [ENROLMENTS [SEED]]`.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from socket import socket
from typing import Any

from benchmarks.newcomers import Journey, Mailboxes, Newcomer, newcomers
from benchmarks.servers import PERISTYLE, asked, settings, university
from tests.harness.postgresql import cluster

ENROLMENTS = 200
AT_ONCE = 6
LIFE_SECONDS = (0.5, 4.0)
PATIENCE_SECONDS = 90
#: As `peristyle run` starts it: what a killed worker had begun is taken up again at once, as nobody else works.
_WORKER = """
import django; django.setup()
from peristyle.kernel import worker
print("ready", flush=True)
worker.run(alone=True)
"""
#: What a bank does that accepts: once, or telling it twice.
_DECISIONS = ("accept", "accept_twice")
_VICTIMS = (("web",), ("worker",), ("web", "worker"))


class House:
    """A web server and a worker that may be killed."""

    def __init__(self, environment: dict[str, str]) -> None:
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._environment = {**settings(environment), "PORT": str(self.port)}
        self._commands = {"web": [PERISTYLE, "web"], "worker": [sys.executable, "-c", _WORKER]}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.deaths = 0

    def start(self, names: Sequence[str]) -> None:
        """Start some processes, and wait until they work: a life is counted from there, whatever the machine."""
        for name in names:
            self.processes[name] = subprocess.Popen(
                self._commands[name],
                env=self._environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        if "worker" in names:
            self._hear(self.processes["worker"])
        end = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            if self.processes["web"].poll() is not None or time.monotonic() > end:
                raise RuntimeError("The web server does not start.")
            time.sleep(0.1)

    def kill(self, names: Iterable[str]) -> None:
        """`kill -9`; the web server's own workers are killed by the kernel when it dies."""
        for name in names:
            self.processes[name].kill()
            # They share its output: it ends when the last of them is dead.
            self.processes[name].communicate()

    def die_after(self, seconds: float, names: Sequence[str]) -> None:
        """Live for so long, be killed, and start again."""
        time.sleep(seconds)
        self.kill(names)
        self.deaths += 1
        self.start(names)

    def _hear(self, worker: subprocess.Popen[bytes]) -> None:
        if worker.stdout is None or not worker.stdout.readline():
            raise RuntimeError("The worker does not start.")

    def _answers(self) -> bool:
        asking = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", "/sante/vivant")
            return asking.getresponse().status == 200  # noqa: PLR2004 — OK
        except (OSError, HTTPException):
            return False
        finally:
            asking.close()


@contextmanager
def mortal_house(environment: dict[str, str]) -> Iterator[House]:
    """A house for the time of a block."""
    house = House(environment)
    try:
        house.start(("web", "worker"))
        yield house
    finally:
        house.kill(house.processes)


def live_through(environment: dict[str, str], people: Sequence[Newcomer], seed: int) -> list[str]:
    """Let everybody enrol while the house dies again and again; what is wrong in the end."""
    chance = Random(seed)  # noqa: S311 — the same deaths for the same seed, not a secret
    with Mailboxes.of(environment["DATABASE_URL"]) as mailboxes, mortal_house(environment) as house:
        journeys = [Journey(house.port, each, mailboxes, chance.choice(_DECISIONS)) for each in people]
        with ThreadPoolExecutor(AT_ONCE) as pool:
            walks = [pool.submit(journey.persevere) for journey in journeys]
            while not all(walk.done() for walk in walks):
                house.die_after(chance.uniform(*LIFE_SECONDS), chance.choice(_VICTIMS))
        for walk in walks:
            walk.result()
        _ask_after(environment, "let_a_quarter_pass()")
        while _ask_after(environment, "work_is_due()"):
            house.die_after(chance.uniform(*LIFE_SECONDS), ("worker",))
        print(f"seed {seed}: {len(people)} enrolments, {house.deaths} deaths")
    addresses = {each.application_number: each.address for each in people}
    found: list[str] = _ask_after(environment, f"problems({addresses!r})")
    return found


def _ask_after(environment: dict[str, str], question: str) -> Any:
    return asked(environment, f"from benchmarks.aftermath import *\nanswer = {question}")


def main() -> int:
    """Print what is wrong; status 1 if anything is."""
    enrolments = int(sys.argv[1]) if len(sys.argv) > 1 else ENROLMENTS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else Random().randrange(10**6)  # noqa: PLR2004, S311
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        environment = university(10 * enrolments, Path(directory), postgresql)
        found = live_through(environment, newcomers(environment, enrolments), seed)
    print(*found, sep="\n")
    print("bar of the crashes: " + ("missed" if found else "met"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
