"""What only reads cannot write: the database itself refuses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from peristyle.kernel import clock
from peristyle.kernel.models import PeriodicWork
from peristyle.kernel.transactions import never_touches_the_database, reads, writes, writes_after_slow_work

pytestmark = pytest.mark.django_db

Verb = Callable[[], object]


def insert() -> object:
    return PeriodicWork.objects.create(name="planted", due_at=clock.now())


def update() -> object:
    return PeriodicWork.objects.update(due_at=clock.now() + timedelta(days=1))


def delete() -> object:
    return PeriodicWork.objects.all().delete()


def by_hand() -> object:
    with connection.cursor() as cursor:
        return cursor.execute("DELETE FROM kernel_periodicwork")


VERBS = [insert, update, delete, by_hand]


@pytest.fixture(autouse=True)
def one_row(db: None) -> None:
    PeriodicWork.objects.create(name="there", due_at=clock.now())


def view_that(verb: Verb) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        verb()
        return HttpResponse()

    return view


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("declaration", [reads, writes, writes_after_slow_work])
def test_a_get_cannot_write(declaration: Callable[..., Callable[..., HttpResponse]], verb: Verb) -> None:
    view = declaration(view_that(verb))

    with pytest.raises(DatabaseError, match=r"read.?only"), transaction.atomic():
        view(RequestFactory().get("/"))

    assert list(PeriodicWork.objects.values_list("name", flat=True)) == ["there"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_post_of_a_writing_view_writes(verb: Verb) -> None:
    before = list(PeriodicWork.objects.order_by("name").values())

    writes(view_that(verb))(RequestFactory().post("/"))

    assert list(PeriodicWork.objects.order_by("name").values()) != before


def test_a_view_that_only_reads_answers_no_post() -> None:
    response = reads(view_that(insert))(RequestFactory().post("/"))

    assert response.status_code == 405
    assert not PeriodicWork.objects.filter(name="planted").exists()


def test_after_a_reading_view_the_database_may_be_written_again() -> None:
    reads(view_that(PeriodicWork.objects.count))(RequestFactory().get("/"))

    insert()

    assert PeriodicWork.objects.filter(name="planted").exists()


def test_a_post_that_fails_leaves_nothing_behind() -> None:
    def failing(request: HttpRequest) -> HttpResponse:
        insert()
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        writes(failing)(RequestFactory().post("/"))

    assert not PeriodicWork.objects.filter(name="planted").exists()


def test_a_view_that_never_touches_the_database_is_held_to_it() -> None:
    view = never_touches_the_database(view_that(PeriodicWork.objects.count))

    with pytest.raises(RuntimeError, match="never touches"):
        view(RequestFactory().get("/"))
