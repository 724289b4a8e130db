"""What watches over the house is told the truth: alive, ready, or why not."""

from http import HTTPStatus
from typing import Any, NoReturn

import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from tests.harness.page_client import PageClient


def test_the_house_is_alive_without_any_database() -> None:
    with connection.execute_wrapper(unplugged_with(OperationalError)):
        response = PageClient().get("/sante/vivant")

    assert response.status_code == HTTPStatus.OK
    assert response.json() == {"status": "alive"}


@pytest.mark.django_db
def test_the_house_is_ready_when_the_database_answers_and_is_migrated() -> None:
    response = PageClient().get("/sante/pret")

    assert response.status_code == HTTPStatus.OK
    assert response.json() == {"status": "ready"}


@pytest.mark.django_db
@pytest.mark.parametrize("failure", [OperationalError, InterfaceError])
def test_no_traffic_may_come_while_the_database_does_not_answer(failure: type[Exception]) -> None:
    with connection.execute_wrapper(unplugged_with(failure)):
        response = PageClient().get("/sante/pret")

    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json() == {"status": "the database does not answer"}


@pytest.mark.django_db
def test_no_traffic_may_come_before_the_database_is_migrated() -> None:
    MigrationRecorder(connection).record_unapplied("kernel", "0001_initial")

    response = PageClient().get("/sante/pret")

    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response.json() == {"status": "migrations are missing"}


def unplugged_with(failure: type[Exception]) -> Any:
    """A database that does not answer."""

    def unplugged(*_: Any) -> NoReturn:
        raise failure("server closed the connection unexpectedly")

    return unplugged
