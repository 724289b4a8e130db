"""The strict house: no way out to the network, and no order that nobody asked for."""

import ipaddress
import logging
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler
from django.utils import translation

from peristyle.kernel.prepared import Given, Reading


class NetworkClosed(RuntimeError):
    """A test tried to leave this machine."""


@pytest.fixture(autouse=True, scope="session")
def network_is_closed() -> Iterator[None]:
    """Sockets reach this machine and nothing else; a name that is not of this machine is not even looked up."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _staying_home(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _looking_up_home_only(socket.getaddrinfo))
        yield


def _staying_home(connect: Any) -> Any:
    def connecting(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _is_home(address[0]):
            raise NetworkClosed(f"a test wants to reach {address[0]}")
        return connect(self, address)

    return connecting


def _looking_up_home_only(look_up: Any) -> Any:
    def looking_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host and not _is_home(host):
            raise NetworkClosed(f"a test wants to look up {host}")
        return look_up(host, *args, **kwargs)

    return looking_up


def _is_home(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("localhost", socket.gethostname(), socket.getfqdn()):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def logs_have_somewhere_to_go() -> None:
    """Logging was set up while pytest lent a stderr that it closes: give handlers the one that stays open."""
    for handler in logging.getLogger().handlers:
        # pytest's own handlers, of subclasses, keep theirs.
        if type(handler) is logging.StreamHandler:
            handler.stream = sys.__stderr__


@pytest.fixture(autouse=True, scope="session")
def unordered_queries_come_in_any_order() -> Iterator[None]:
    """A database owes no order to who asks for none: here it gives none (the habit is les-emplois')."""
    ordered = SQLCompiler._order_by_pairs

    def order_by_pairs(self: SQLCompiler) -> Iterator[tuple[OrderBy, bool]]:
        pairs: list[tuple[OrderBy, bool]] = list(ordered(self))  # type: ignore[call-overload]
        query = self.query
        free = not (pairs or query.distinct or query.combinator or query.group_by is not None or query.subquery)
        yield from [(OrderBy(Random()), False)] if free else pairs

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "_order_by_pairs", order_by_pairs)
        yield


@pytest.fixture(autouse=True)
def every_test_begins_in_french() -> None:
    """A page asked for in English leaves its language to the thread: the next test must not find it there."""
    translation.activate("fr")


@pytest.fixture(autouse=True, scope="session")
def prepared_readings_would_be_written_the_same() -> Iterator[None]:
    """What is written once must not depend on the moment, nor on the institution: that is `Given`."""
    rows = Reading.rows

    def asking(self: Reading, **given: Any) -> list[list[Any]]:
        answer = rows(self, **given)
        if _without_given(self.write()) != _without_given(self._written):
            raise AssertionError("a prepared reading would be written otherwise today: something should be Given")
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reading, "rows", asking)
        yield


def _without_given(written: Any) -> tuple[str, list[Any]]:
    _, sql, parameters = written
    return sql, [each for each in parameters if not isinstance(each, Given)]
