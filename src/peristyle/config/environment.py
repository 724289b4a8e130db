"""What the environment says, checked before Django loads: a wrong value is a sentence that says what to change."""

import errno
import os
import socket
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

HIGHEST_PORT = 65_535
FIRST_FREE_PORT = 1024


class Misconfigured(Exception):
    """The house cannot start as it is configured; the message says what to change."""


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    @property
    def local_host(self) -> str:
        """The host by which this machine reaches the server, wherever it listens."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104 — compared, not bound


def address() -> Address:
    """Where to listen, from HOST and PORT. Raises Misconfigured."""
    typed = os.environ.get("PORT", "8000")
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed) <= HIGHEST_PORT):
        raise Misconfigured(f"PORT is “{typed}”: it must be a number from 1 to {HIGHEST_PORT}, such as PORT=8000.")
    return Address(os.environ.get("HOST", "127.0.0.1"), int(typed))


def check_is_free(wanted: Address) -> None:
    """Make sure that nobody listens there already. Raises Misconfigured."""
    try:
        found = socket.getaddrinfo(wanted.host, wanted.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, where = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
    except OSError as error:
        raise Misconfigured(_why_not(wanted, error)) from error


def _why_not(wanted: Address, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        another = wanted.port + 1 if wanted.port < HIGHEST_PORT else 8000
        return (
            f"Port {wanted.port} is in use by another program: stop it, or choose another port, such as PORT={another}."
        )
    if error.errno == errno.EACCES:
        return f"Port {wanted.port} is reserved for the administrator: choose PORT={FIRST_FREE_PORT} or more."
    return (
        f"HOST is “{wanted.host}”, which is no address of this machine: use 127.0.0.1 (this machine) or 0.0.0.0 (all)."
    )


def check_data_directory() -> Path:
    """Make the directory of PERISTYLE_DATA if need be, and see that one can write there. Raises Misconfigured."""
    directory = Path(os.environ.get("PERISTYLE_DATA") or "var").absolute()
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise Misconfigured(
            f"Cannot write in {directory} ({error.strerror}): "
            "make it writable, or set PERISTYLE_DATA to another directory."
        ) from error
    return directory


def check_settings_module(name: str) -> None:
    """See that the settings named by DJANGO_SETTINGS_MODULE exist. Raises Misconfigured."""
    try:
        found = find_spec(name)
    except (ImportError, ValueError):
        found = None
    if found is None:
        raise Misconfigured(
            f"DJANGO_SETTINGS_MODULE is “{name}”, which does not exist: "
            "use peristyle.config.settings.production, or leave it unset to open a demonstration."
        )


def check_database_url() -> None:
    """See that DATABASE_URL, if set, names a PostgreSQL database. Raises Misconfigured, never telling the password."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return
    try:
        parts = urlsplit(url)
        right = parts.scheme in ("postgresql", "postgres") and bool(parts.path.strip("/")) and parts.port != 0
    except ValueError:
        right = False
    if not right:
        raise Misconfigured(
            "DATABASE_URL is not the address of a PostgreSQL database: write it as "
            "postgresql://user:password@host:5432/name, or leave it unset to use SQLite."
        )
