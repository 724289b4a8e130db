"""What the house asks its database at every request: Django writes the SQL once, not anew each time.

Writing the SQL of a queryset costs several times what the database needs to answer it. Only for what is asked all the
time: anywhere else a plain queryset says it better.
"""

import json
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Field, ForeignObject, Lookup, Model, QuerySet, Value
from django.db.models.sql import InsertQuery
from django.db.models.sql.compiler import SQLCompiler


class Given(Value):
    """A value left open in a prepared queryset: it is given by its name each time the rows are asked for."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(name, output_field=field)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        """A place in the SQL, and who knows what goes there."""
        return "%s", (self,)

    def value_for(self, database: Any, given: dict[str, Any]) -> Any:
        """What goes there, as the database wants it."""
        return self.output_field.get_db_prep_value(given[self.value], database)


class GivenSet(Given):
    """Several values left open, as one: what is compared with it by `among`."""

    def value_for(self, database: Any, given: dict[str, Any]) -> Any:
        """All of them as one parameter."""
        return _as_one(given[self.value], self.output_field, database)


def _as_one(values: Iterable[Any], field: Field[Any, Any], database: Any) -> Any:
    """An array where the database has them, else JSON."""
    prepared = [field.get_db_prep_value(each, database) for each in values]
    return prepared if database.vendor == "postgresql" else json.dumps(prepared)


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup[Any]):
    """As `in`, but all values are one parameter: for thousands of them, or as many as will be given.

    `filter(person__among=persons)`, or in a `Reading` `filter(person__among=GivenSet("persons", BigAutoField()))`.
    """

    lookup_name = "among"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any]]:
        """Values that are given at once."""
        return "%s", (_as_one(value, self.lhs.output_field, connection),)

    def as_postgresql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One of an array."""
        return self._compared("{} = ANY({})", compiler, connection)

    def as_sqlite(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One of a list in JSON."""
        return self._compared("{} IN (SELECT value FROM json_each({}))", compiler, connection)

    def _compared(self, sql: str, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        (left, left_values), (right, right_values) = (
            self.process_lhs(compiler, connection),
            self.process_rhs(compiler, connection),
        )
        return sql.format(left, right), (*left_values, *right_values)


class Reading:
    """A queryset of values: `Reading(lambda: Year.objects.filter(code=Given("code", CharField())).values_list("id"))`.

    Whatever may change from one request to the next is `Given`, the present time above all.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Any, Any]]) -> None:
        self._queryset = queryset

    def rows(self, **given: Any) -> list[list[Any]]:
        """The rows, for these values."""
        compiler, sql, parameters = self._written
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(
                sql, [each.value_for(database, given) if isinstance(each, Given) else each for each in parameters]
            )
            return list(compiler.apply_converters(cursor.fetchall(), self._converters))

    def write(self) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        """The SQL and what goes into it, with what reads the answer."""
        compiler = self._queryset().query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        return compiler, sql, tuple(parameters)

    @cached_property
    def _written(self) -> tuple[SQLCompiler, str, tuple[Any, ...]]:
        return self.write()

    @cached_property
    def _converters(self) -> dict[int, Any]:
        compiler, *_ = self._written
        return compiler.get_converters([column for column, *_ in compiler.select])


class Insertion:
    """The INSERT of one row of a model whose fields have values; its number is not asked back."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model

    def insert(self, row: Model) -> None:
        """Write the row."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(
                self._sql, [field.get_db_prep_save(getattr(row, field.attname), database) for field in self._fields]
            )

    @cached_property
    def _fields(self) -> list[Field[Any, Any]]:
        drawn_by_the_database = self._model._meta.auto_field  # noqa: SLF001 — Django documents _meta
        return [field for field in self._model._meta.concrete_fields if field is not drawn_by_the_database]  # noqa: SLF001

    @cached_property
    def _sql(self) -> str:
        query = InsertQuery(self._model)
        query.insert_values(self._fields, [self._model()])
        ((sql, _),) = query.get_compiler(connection=connection).as_sql()
        return str(sql)
