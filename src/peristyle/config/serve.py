"""The web server."""

import gc
import os
import signal
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from peristyle.config import environment, preparation
from peristyle.config.environment import Address
from peristyle.config.processes import belong_to

HOUSE = "peristyle.config.wsgi:application"
SECONDS_TO_FINISH = 5
#: Objects made, less those gone, before the garbage collector looks at the young ones: some ten requests.
GARBAGE_AT_ONCE = 20_000


def web(arguments: Namespace) -> int:
    """The command: gather static files, then serve."""
    preparation.collect_static_files()
    connections.close_all()
    serve(environment.address(), workers=arguments.workers)
    return 0


def serve(address: Address, *, workers: int = 2, target: str = HOUSE) -> None:
    """Serve pages until SIGINT or SIGTERM; requests under way have a few seconds to finish."""
    server = Granian(
        target,
        address=address.host,
        port=address.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.PERISTYLE_THREADS,
        workers_kill_timeout=SECONDS_TO_FINISH,
        log_level=LogLevels.warning,
    )
    server.serve(target_loader=partial(_load, os.getpid()))


def _load(parent: int, target: str) -> Callable[..., Any]:
    belong_to(parent, end_by=signal.SIGKILL)
    module, _, name = target.partition(":")
    application: Callable[..., Any] = getattr(import_module(module), name)
    _leave_in_peace()
    return application


def _leave_in_peace() -> None:
    """Keep the garbage collector off what was loaded to stay: it would walk it all again under every few requests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AT_ONCE)
