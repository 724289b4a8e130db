"""The whole house, really started: nothing is left of it once it has been stopped, however it was."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.harness.house import COMMAND, House, _free_port, _is_ready

PATIENCE = 60
TICKS = os.sysconf("SC_CLK_TCK")


class Started:
    """A house being started, and the processes it is made of."""

    def __init__(self, directory: Path, **environment: str) -> None:
        self.house = House(_free_port(), directory)
        self.said = directory.with_name(f"{directory.name}-{self.house.port}.out")
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("PERISTYLE_")}
        inherited.pop("DJANGO_SETTINGS_MODULE", None)
        with self.said.open("w") as output:
            self.process = subprocess.Popen(
                [COMMAND, "run"],
                env={**inherited, "PORT": str(self.house.port), "PERISTYLE_DATA": str(directory), **environment},
                stdout=output,
                stderr=output,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def until_open(self) -> None:
        """Wait for the announcement."""
        wait_until(lambda: self.process.poll() is not None or "Ctrl-C stops it" in self.said.read_text())
        assert self.process.poll() is None, self.said.read_text()
        assert _is_ready(self.house.port)

    def processes(self) -> list[int]:
        """Every process of its session, the first one included."""
        return [pid for pid, fields in running() if int(fields[3]) == self.process.pid and fields[0] != "Z"]

    def seconds_of_work(self) -> float:
        """Processor time its processes have used: unlike time on the wall, it does not depend on the neighbours."""
        used = [int(fields[11]) + int(fields[12]) for _, fields in running() if int(fields[3]) == self.process.pid]
        return sum(used) / TICKS

    def end(self) -> None:
        """End what is left, so that no test leaves a house behind."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def running() -> list[tuple[int, list[str]]]:
    """Each process of this machine, and what Linux tells of it from its state on (proc_pid_stat(5))."""
    told = []
    for entry in Path("/proc").iterdir():
        try:
            told.append((int(entry.name), (entry / "stat").read_text().rpartition(") ")[2].split()))
        except (ValueError, OSError):
            continue
    return told


def wait_until(happened: Callable[[], bool]) -> None:
    """Wait for something to happen; an hour is never waited for, only a fact."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory that keeps its database from one start to the next."""
    return tmp_path_factory.mktemp("data") / "var"


@pytest.fixture
def started(directory: Path) -> Iterator[Started]:
    """An open house."""
    house = Started(directory)
    try:
        house.until_open()
        yield house
    finally:
        house.end()


def test_it_says_where_to_go_and_whom_to_be(started: Started) -> None:
    said = started.said.read_text()

    assert f"http://localhost:{started.house.port}/" in said
    for login in ("camille.fabregues@etu.umontpellier.fr", "sophie.dhauterive-lindt@umontpellier.fr"):
        assert login in said
    assert "verveine-7-colonnes" in said
    assert "P260004217" in said
    assert "/demonstration/" in said


def test_a_second_start_is_little_work(started: Started) -> None:
    started.process.terminate()
    started.process.wait(timeout=PATIENCE)

    second = Started(started.house.directory)
    try:
        second.until_open()
        assert second.seconds_of_work() < 5
    finally:
        second.end()


def test_it_stops_cleanly_and_leaves_no_process(started: Started) -> None:
    assert len(started.processes()) == 5

    started.process.terminate()

    assert started.process.wait(timeout=PATIENCE) == 0
    assert started.processes() == []


def test_ctrl_c_reaches_the_whole_group_and_still_stops_it_cleanly(started: Started) -> None:
    os.killpg(started.process.pid, signal.SIGINT)

    assert started.process.wait(timeout=PATIENCE) == 0
    assert started.processes() == []
    assert "Traceback" not in started.said.read_text() + (started.house.directory / "peristyle.log").read_text()


def test_its_processes_die_with_it_even_when_it_is_killed(started: Started) -> None:
    started.process.kill()
    started.process.wait()

    wait_until(lambda: started.processes() == [])


def test_if_a_part_of_it_dies_all_stops_and_the_status_says_so(started: Started) -> None:
    first_child = min(pid for pid in started.processes() if pid != started.process.pid)
    os.kill(first_child, signal.SIGKILL)

    assert started.process.wait(timeout=PATIENCE) == 1
    assert "stopped unexpectedly" in started.said.read_text()
    wait_until(lambda: started.processes() == [])


def test_two_houses_do_not_share_a_directory(started: Started) -> None:
    second = Started(started.house.directory)

    assert second.process.wait(timeout=PATIENCE) == 1
    assert f"Another house is open on {started.house.directory}" in second.said.read_text()


def test_two_houses_do_not_share_a_port(started: Started, tmp_path: Path) -> None:
    second = Started(tmp_path / "other", PORT=str(started.house.port))

    assert second.process.wait(timeout=PATIENCE) == 1
    assert f"Port {started.house.port} is in use" in second.said.read_text()
    assert not (tmp_path / "other" / "peristyle.sqlite3").exists()
