"""`@reads` and `@writes`, beyond what tests/architecture/test_reads.py asks of every verb."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from peristyle.kernel import clock
from peristyle.kernel.models import PeriodicWork
from peristyle.kernel.transactions import read_only, reads_by_itself, writes, writes_after_slow_work

pytestmark = pytest.mark.django_db


def names() -> set[str]:
    """What stands in the table."""
    return set(PeriodicWork.objects.values_list("name", flat=True))


def plant(name: str) -> None:
    """Write something."""
    PeriodicWork.objects.create(name=name, due_at=clock.now())


def test_a_deletion_that_begins_like_a_reading_is_refused_too() -> None:
    plant("there")
    hidden = "WITH old AS (SELECT 'there' AS name) DELETE FROM kernel_periodicwork WHERE name IN (SELECT name FROM old)"

    with pytest.raises(DatabaseError, match=r"read.?only"), transaction.atomic(), read_only():
        execute(hidden)

    assert names() == {"there"}


@pytest.mark.postgresql
def test_a_deletion_within_a_reading_is_refused_too() -> None:
    plant("there")
    hidden = "WITH gone AS (DELETE FROM kernel_periodicwork RETURNING name) SELECT count(*) FROM gone"

    with pytest.raises(DatabaseError, match="read-only"), transaction.atomic(), read_only():
        execute(hidden)

    assert names() == {"there"}


@pytest.mark.django_db(transaction=True)
def test_outside_any_other_transaction_the_refusal_ends_with_the_block() -> None:
    with pytest.raises(DatabaseError, match=r"read.?only"), read_only():
        plant("never")

    plant("afterwards")

    assert names() == {"afterwards"}


def test_the_refusal_ends_even_when_it_broke_the_transaction_around() -> None:
    with suppress(DatabaseError), transaction.atomic(), read_only():
        PeriodicWork.objects.update(due_at=clock.now())

    plant("afterwards")

    assert names() == {"afterwards"}


def test_a_reading_within_a_reading_does_not_end_it() -> None:
    with suppress(DatabaseError), transaction.atomic(), read_only():
        with read_only():
            names()
        plant("never")

    assert names() == set()


@pytest.mark.django_db(transaction=True)
def test_a_post_is_one_transaction() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        plant("first")
        assert connection.in_atomic_block
        raise ValueError(request.path)

    with pytest.raises(ValueError, match="/"):
        writes(view)(RequestFactory().post("/"))

    assert names() == set()


@pytest.mark.django_db(transaction=True)
def test_a_post_that_hashes_first_is_not_inside_a_transaction() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(connection.in_atomic_block))

    assert writes_after_slow_work(view)(RequestFactory().post("/")).content == b"False"


def test_what_a_refused_form_counted_is_kept() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        plant("one more failure")
        return HttpResponse(status=422)

    writes(view)(RequestFactory().post("/"))

    assert names() == {"one more failure"}


def test_a_view_that_reads_by_itself_says_so() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    assert reads_by_itself(view).transaction_kind == "reads"  # type: ignore[attr-defined]


def execute(statement: str) -> None:
    """Run SQL as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
