"""What is said on commit is heard in tests too, although a test's own transaction never commits."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import Atomic

from tests.harness.databases import asks_the_database

logger = logging.getLogger(__name__)


@pytest.fixture(autouse=True)
def commits_are_heard(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leaving the outermost `atomic()` of the code under test counts as a commit; outside any, it is at once."""
    if not asks_the_database(request.node) or _really_commits(request):
        yield
        return
    request.getfixturevalue("db")
    floor = len(connection.savepoint_ids)
    leave, on_commit = Atomic.__exit__, connection.on_commit

    def leaving(self: Atomic, *failure: Any) -> None:
        leave(self, *failure)
        if len(connection.savepoint_ids) == floor and failure[0] is None and not connection.needs_rollback:
            hear_everything()

    def announcing(func: Callable[[], object], robust: bool = False) -> None:  # noqa: FBT001, FBT002 — Django's own signature
        on_commit(func, robust=robust)
        if len(connection.savepoint_ids) == floor:
            hear_everything()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Atomic, "__exit__", leaving)
        patch.setattr(connection, "on_commit", announcing)
        yield


def _really_commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return "transactional_db" in request.fixturenames or bool(marker and marker.kwargs.get("transaction"))


def hear_everything() -> None:
    """What waits for a commit happens now."""
    waiting: list[Any] = connection.run_on_commit
    while waiting:
        _savepoints, func, robust = waiting.pop(0)
        try:
            func()
        except Exception:
            if not robust:
                raise
            logger.exception("What was said on commit was not heard.")
