"""A throw-away PostgreSQL for the time of a command: `python -m tests.harness.postgresql -- pytest …`.

It listens on a socket in a temporary directory only, never runs as root, and stops whatever happens:
the kernel itself interrupts it when this process dies.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "peristyle"
VARIABLE = "PERISTYLE_TEST_DATABASE"
#: Nothing here outlives the command, so nothing is written with care.
CARELESS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
)
PATIENCE = 30


class NoPostgresql(Exception):
    """PostgreSQL is not installed, or does not start; the message says what to do."""


@contextmanager
def cluster() -> Iterator[str]:
    """The URL of a new, empty cluster, which ends with the block."""
    binaries = _binaries()
    directory = Path(tempfile.mkdtemp(prefix="peristyle-pg-"))
    try:
        if os.geteuid() == 0:
            os.chown(directory, *_somebody())
            directory.chmod(0o755)
        data = directory / "data"
        _run(
            [
                binaries / "initdb",
                "-D",
                data,
                "-U",
                USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ]
        )
        with _server(
            [binaries / "postgres", "-D", data, "-k", directory, *_settings("listen_addresses=", *CARELESS)],
            directory,
        ):
            yield f"postgresql:///postgres?host={directory}&user={USER}"
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def main() -> int:
    """Run the command after `--` with the cluster's URL in its environment; return its exit status."""
    command = sys.argv[sys.argv.index("--") + 1 :]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with cluster() as url:
        return subprocess.run(command, env={**os.environ, VARIABLE: url}, check=False).returncode


@contextmanager
def _server(command: list[str | Path], directory: Path) -> Iterator[None]:
    log = directory / "log"
    with log.open("w") as output:
        process = subprocess.Popen(_as_somebody(command), cwd="/", stdout=output, stderr=output, start_new_session=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while "ready to accept connections" not in log.read_text():
            if process.poll() is not None or time.monotonic() > deadline:
                raise NoPostgresql(f"PostgreSQL does not start:\n{log.read_text()}")
            time.sleep(0.05)
        yield
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            process.wait()


def _binaries() -> Path:
    """The newest PostgreSQL that Debian installed, or the one in PATH."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    if installed:
        return installed[-1]
    initdb = shutil.which("initdb")
    if initdb is None:
        raise NoPostgresql("PostgreSQL is not installed: apt-get install postgresql")
    return Path(initdb).resolve().parent


def _settings(*settings: str) -> list[str]:
    return [part for setting in settings for part in ("-c", setting)]


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(_as_somebody(command), cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoPostgresql(f"{command[0]} failed:\n{done.stderr}")


def _as_somebody(command: list[str | Path]) -> list[str]:
    """The command, interrupted when we die, and never run by root."""
    user, group = _somebody()
    identity = [f"--reuid={user}", f"--regid={group}", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *identity, "--pdeathsig=INT", "--", *(str(part) for part in command)]


def _somebody() -> tuple[int, int]:
    """Who runs the server: ourselves, or in root's place the user that Debian made for it."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    raise NoPostgresql("there is no user “postgres” nor “nobody” to run PostgreSQL in root's place")


if __name__ == "__main__":
    sys.exit(main())
