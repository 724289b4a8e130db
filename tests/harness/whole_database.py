"""Everything that the database holds, as text: what was to be forgotten must not be found in it."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey

from peristyle.people.public import Person


def places_of(values: Iterable[str]) -> list[str]:
    """Where a value stands in the database: « table.column: value », whatever the case of its letters."""
    wanted = [value.lower() for value in values if value]
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")  # noqa: S608 — a table of ours
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                texts = [str(bytes(cell) if isinstance(cell, memoryview) else cell).lower() for cell in row]
                found += [
                    f"{table}.{column}: {value}"
                    for column, text in zip(columns, texts, strict=True)
                    for value in wanted
                    if value in text
                ]
    return sorted(set(found))


def rows_of(person_id: int) -> list[str]:
    """What still points to a person: « table.column », whoever's the row is, tables between tables included."""
    return sorted(
        f"{model._meta.db_table}.{field.column}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and field.related_model is Person
        and model._default_manager.filter(**{field.name: person_id}).exists()
    )
