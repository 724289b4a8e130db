"""The product's own server with its two workers, on a free port, for the time of a block."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import Any

PERISTYLE = str(Path(sys.executable).with_name("peristyle"))
HOUSE = "peristyle.config.wsgi:application"
#: By which passkeys know the house; its browsers here reach it by its port.
URL = "https://ent.test"
PATIENCE_SECONDS = 60


@contextmanager
def server(application: str, **environment: str) -> Iterator[int]:
    """Serve `application` ("package.module:name"); yields its port."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.serving", application, str(port)],
        env={**os.environ, **environment},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[None]:
    """The product's own worker, for the time of a block."""
    process = subprocess.Popen(
        [PERISTYLE, "worker"], env=settings(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)


def settings(environment: dict[str, str]) -> dict[str, str]:
    """The whole environment of a process of that house."""
    return {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded"}


def asked(environment: dict[str, str], question: str) -> Any:
    """What the house answers: `question` is Python that leaves `answer`."""
    ready = "import django, json; django.setup()\nfrom peristyle.kernel import clock"
    script = f"{ready}\n{question}\nprint(json.dumps(answer))"
    told = subprocess.run(
        [sys.executable, "-"], input=script, env=settings(environment), check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(told.stdout)


def university(students: int, data: Path, database: str) -> dict[str, str]:
    """Load a demonstration university of so many students; returns the environment its server needs."""
    environment = {"PERISTYLE_DATA": str(data), "DATABASE_URL": database, "PERISTYLE_URL": URL}
    surroundings = settings(environment)
    load = ["demo", "--students", str(students), "--seed", "1"]
    style = [sys.executable, "-m", "django", "collectstatic", "--no-input"]
    for command in ([PERISTYLE, "migrate"], [PERISTYLE, *load], style):
        subprocess.run(command, env=surroundings, check=True, stdout=subprocess.DEVNULL)
    return environment


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(PATIENCE_SECONDS * 10):
        if process.poll() is not None:
            raise RuntimeError("The server stopped while starting.")
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server does not answer.")
