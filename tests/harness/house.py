"""The real house, started as its inhabitants start it: `peristyle run`, on a free port, with a directory of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

COMMAND = Path(sys.executable).parent / "peristyle"
PATIENCE = 90


class HouseDoesNotStand(AssertionError):
    """The house did not start, or did not stop cleanly; the message is what it said."""


@dataclass(frozen=True)
class House:
    """A running house."""

    port: int
    directory: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        """What it said so far."""
        told = [self.directory / "said.log", self.directory / "peristyle.log"]
        return "\n".join(path.read_text() for path in told if path.exists())


@contextmanager
def running_house(directory: Path) -> Iterator[House]:
    """A house that lives in `directory` and stops, cleanly, with the block."""
    house = House(_free_port(), directory)
    environment = {**os.environ, "PORT": str(house.port), "PERISTYLE_DATA": str(directory)}
    for name in ("DJANGO_SETTINGS_MODULE", "PERISTYLE_TEST_DATABASE", "DATABASE_URL", "PERISTYLE_URL"):
        environment.pop(name, None)
    with (directory / "said.log").open("w") as log:
        process = subprocess.Popen(
            [COMMAND, "run"], env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        _wait_until_ready(house, process)
        yield house
        process.send_signal(signal.SIGTERM)
        if process.wait(timeout=PATIENCE) != 0:
            raise HouseDoesNotStand(f"after SIGTERM the house left with {process.returncode}:\n{house.log}")
    finally:
        _end(process)


def _wait_until_ready(house: House, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _is_ready(house.port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise HouseDoesNotStand(f"the house does not start:\n{house.log}")
        time.sleep(0.1)


def _is_ready(port: int) -> bool:
    connection = HTTPConnection("localhost", port, timeout=10)
    try:
        connection.request("GET", "/sante/pret")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the whole session of the house, whatever is left of it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])
