"""Questions to the database that Django has no words for."""

from typing import Any

from django.db.models import Lookup

#: After every character of ASCII.
LAST = "\x7f"


class Begins(Lookup[Any]):
    """An ASCII text begins with another, asked as a range of bytes: an index serves it on both databases.

    Django's `startswith` is a LIKE, for which SQLite uses no index and PostgreSQL none in a prepared statement.
    """

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The range, where texts are compared by their bytes anyway."""
        return self._between(compiler, connection, ">=", "<")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The range, whatever the collation of the database."""
        return self._between(compiler, connection, "~>=~", "~<~")

    def _between(self, compiler: Any, connection: Any, from_on: str, before: str) -> tuple[str, tuple[Any, ...]]:
        column, parameters = self.process_lhs(compiler, connection)
        sql = f"({column} {from_on} %s AND {column} {before} %s)"
        return sql, (*parameters, self.rhs, *parameters, f"{self.rhs}{LAST}")
