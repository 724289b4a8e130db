"""Query budgets: a page that asks the database too often fails, and shows what it asked."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

#: What a transaction costs is the same for every page, and differs between databases.
BOOKKEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SET TRANSACTION")


@pytest.fixture
def max_queries(db: None) -> Callable[[int], AbstractContextManager[None]]:
    """A budget of queries: the first one beyond it fails the test, and all of them are shown."""

    @contextmanager
    def budget(allowed: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as captured:
            yield
        asked = [query["sql"] for query in captured if not query["sql"].startswith(BOOKKEEPING)]
        if len(asked) > allowed:
            pytest.fail(f"{len(asked)} queries, {allowed} allowed:\n" + "\n".join(asked), pytrace=False)

    return budget
