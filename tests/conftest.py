"""The strict harness of every test; each fixture lives in a module of `tests/harness/` that names its subject."""

import pytest
from hypothesis import settings
from tools.translations import ROOMS, compile_outdated

from tests.harness.databases import ON_POSTGRESQL, asks_the_database

pytest_plugins = [
    "tests.harness.strictness",
    "tests.harness.commits",
    "tests.harness.travel",
    "tests.harness.work",
    "tests.harness.odd_texts",
    "tests.harness.letters",
    "tests.harness.written_log",
    "tests.harness.hashes",
    "tests.harness.writers",
    "tests.harness.budget",
    "tests.harness.inhabitants",
]


def pytest_configure() -> None:
    """Have the pages speak English too; judge no property by the time a busy machine takes."""
    compile_outdated(ROOMS)
    settings.register_profile("house", deadline=None)
    settings.load_profile("house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what wants PostgreSQL elsewhere; leave out, on PostgreSQL, what asks no database: SQLite's run had it."""
    if not ON_POSTGRESQL:
        for item in items:
            if item.get_closest_marker("postgresql"):
                item.add_marker(pytest.mark.skip(reason="needs PostgreSQL"))
        return
    kept = [item for item in items if asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept
