"""A database that several threads may write to at once: PostgreSQL as it is, SQLite in a file as the house keeps it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections


@pytest.fixture
def several_writers(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """On SQLite, have a copy of the tests' database in a file: what lies in memory has room for one writer only."""
    in_memory = connections["default"]
    if in_memory.vendor != "sqlite":
        yield
        return
    file, name = tmp_path / "house.sqlite3", in_memory.settings_dict["NAME"]
    in_memory.ensure_connection()
    with sqlite3.connect(file) as copy:
        in_memory.connection.backup(copy)
    copy.close()
    # The settings are those of every connection, that of each thread included.
    in_memory.settings_dict["NAME"] = str(file)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        in_memory.settings_dict["NAME"] = name
        connections["default"] = in_memory
