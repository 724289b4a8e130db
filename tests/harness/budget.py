"""Query budgets: a page that asks the database too often fails, and shows what it asked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection

#: What a transaction costs is the same for every page, and differs between databases.
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SET TRANSACTION")


@pytest.fixture
def max_queries(db: None) -> Callable[[int], AbstractContextManager[None]]:
    """A budget of queries: the first one beyond it fails the test, and all of them are shown."""

    @contextmanager
    def budget(allowed: int) -> Iterator[None]:
        with queries_asked() as asked:
            yield
        if len(asked) > allowed:
            pytest.fail(f"{len(asked)} queries, {allowed} allowed:\n" + "\n".join(asked), pytrace=False)

    return budget


@contextmanager
def queries_asked() -> Iterator[list[str]]:
    """What is asked of the database within the block, without what transactions cost."""
    asked: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *details: Any) -> Any:
        if not sql.startswith(BOOKKEEPING):
            asked.append(sql)
        return execute(sql, *details)

    with connection.execute_wrapper(listen):
        yield asked
