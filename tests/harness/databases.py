"""Which tests ask a database, and which one it is."""

import os
from typing import Any

ON_POSTGRESQL = bool(os.environ.get("PERISTYLE_TEST_DATABASE"))


def asks_the_database(test: Any) -> bool:
    """Whether a test has access to the database."""
    return bool({"db", "transactional_db"} & set(test.fixturenames) or test.get_closest_marker("django_db"))
