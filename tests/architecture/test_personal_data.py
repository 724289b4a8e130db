"""Nobody's data are forgotten: every table that points to a person is given to them, or says why not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from peristyle.accounts.public import Account
from peristyle.kernel.permissions import Role
from peristyle.kernel.personal_data import Table, rooms_with_personal_data
from peristyle.people.public import Person
from tests.harness.inhabitants import Inhabitants

#: It belongs to no one: it invents them.
WITHOUT = {"demo"}
TABLES = [table for room in rooms_with_personal_data() for table in room.tables]


def tables_of_persons() -> Iterator[type[Model]]:
    """Every table with a key that leads to a person or to an account, but those of whoever merely acted."""
    for model in apps.get_models():
        if model._meta.app_label not in WITHOUT and any(_leads_to_somebody(field) for field in model._meta.fields):
            yield model


def _leads_to_somebody(field: Any) -> bool:
    return bool(field.is_relation and field.related_model in {Person, Account})


def test_every_room_that_knows_somebody_answers_for_what_it_knows() -> None:
    rooms = {room.room for room in rooms_with_personal_data()}

    assert {model._meta.app_label for model in tables_of_persons()} - rooms == set()


def test_every_table_that_points_to_somebody_is_given_or_says_why_not() -> None:
    given = {table.model for table in TABLES}
    withheld = {model for room in rooms_with_personal_data() for model in room.withheld}

    assert [model._meta.label for model in tables_of_persons() if model not in given | withheld] == []


def test_what_is_withheld_has_a_reason_and_is_not_given_as_well() -> None:
    given = {table.model for table in TABLES}

    for room in rooms_with_personal_data():
        assert given.isdisjoint(room.withheld)
        assert all(room.withheld.values())


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.model._meta.app_label}-{table.name}")
def test_every_column_exists_and_holds_no_secret(table: Table, inhabitant: Inhabitants) -> None:
    table.of(inhabitant(Role.STUDENT).pk)

    secret = [name for name in table.columns if "digest" in name or "secret" in name or "password" in name]
    assert secret == []
    for column in table.columns:
        table.choices_of(column)


def test_the_names_within_a_room_tell_its_tables_apart() -> None:
    for room in rooms_with_personal_data():
        names = [table.name for table in room.tables]
        assert sorted(set(names)) == sorted(names)
