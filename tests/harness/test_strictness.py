"""The harness itself: strict where production is lenient, and as production is everywhere else."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from peristyle.kernel import clock
from peristyle.kernel.mail import send_later
from peristyle.kernel.models import PeriodicWork
from peristyle.kernel.tasks import enqueue_at
from tests.harness.databases import ON_POSTGRESQL
from tests.harness.strictness import NetworkClosed
from tests.harness.travel import Traveller
from tests.harness.work import TaskFailed


def test_no_socket_leaves_this_machine() -> None:
    with socket.socket() as out, pytest.raises(NetworkClosed):
        out.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkClosed):
        socket.create_connection(("ent.example", 80))


def test_a_socket_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


@pytest.mark.django_db
def test_rows_come_in_any_order_unless_one_is_asked_for() -> None:
    names = [f"{number:03}" for number in range(60)]
    PeriodicWork.objects.bulk_create([PeriodicWork(name=name, due_at=clock.now()) for name in names])
    rows = PeriodicWork.objects.filter(name__in=names)

    assert [row.name for row in rows] != names
    assert sorted(row.name for row in rows) == names
    assert [row.name for row in rows.order_by("name")] == names
    assert rows.count() == 60
    assert rows.exists()
    assert PeriodicWork.objects.filter(name__in=rows.values("name")).count() == 60


@pytest.mark.django_db
def test_what_is_said_on_commit_is_heard_when_the_outermost_block_ends() -> None:
    heard = []

    with transaction.atomic():
        with transaction.atomic():
            transaction.on_commit(lambda: heard.append("inner"))
        assert heard == []

    assert heard == ["inner"]


@pytest.mark.django_db
def test_what_is_said_on_commit_outside_any_block_is_heard_at_once() -> None:
    heard = []

    transaction.on_commit(lambda: heard.append("now"))

    assert heard == ["now"]


@pytest.mark.django_db
def test_what_is_said_on_commit_is_not_heard_after_a_failure() -> None:
    heard = []

    with transaction.atomic():
        transaction.on_commit(lambda: heard.append("never"))
        transaction.set_rollback(True)

    assert heard == []


def test_the_clock_stands_where_the_test_says_and_moves_on_when_asked(at: Traveller) -> None:
    at("2026-12-31 23:50")
    assert clock.now() == clock.now()
    assert clock.today().isoformat() == "2026-12-31"

    at.later(minutes=15)

    assert clock.today().isoformat() == "2027-01-01"


def test_a_task_runs_once_it_is_due(at: Traveller, run_due_tasks: Callable[..., list[str]]) -> None:
    at("2026-09-01 10:00")
    enqueue_at(send_later, clock.now() + timedelta(minutes=15), "no/such/letter", "a@b.fr", "fr", None, {})

    assert run_due_tasks() == []
    at.later(minutes=15)
    with pytest.raises(TaskFailed, match="no/such/letter"):
        run_due_tasks()
    assert DBTaskResult.objects.get().run_after > clock.now()


def test_a_failure_may_be_expected(run_due_tasks: Callable[..., list[str]]) -> None:
    send_later.enqueue("no/such/letter", "a@b.fr", "fr", None, {})

    assert run_due_tasks(may_fail=True) == ["send_later"]


def test_a_page_that_asks_too_often_fails(max_queries: Callable[[int], AbstractContextManager[None]]) -> None:
    with max_queries(2):
        ask(times=2)
    with pytest.raises(pytest.fail.Exception, match="3 queries, 2 allowed"), max_queries(2):
        ask(times=3)


def test_transactions_do_not_count(max_queries: Callable[[int], AbstractContextManager[None]]) -> None:
    with max_queries(1), transaction.atomic():
        ask(times=1)


def test_hashes_are_cheap() -> None:
    assert "$m=8,t=1,p=1$" in make_password("soleil-tortue-93-bleu")


@pytest.mark.real_hashes
def test_hashes_are_real_where_a_test_wants_them() -> None:
    assert "$m=19456,t=2,p=1$" in make_password("soleil-tortue-93-bleu")


@pytest.mark.django_db
@pytest.mark.postgresql
def test_a_test_may_want_postgresql() -> None:
    assert ON_POSTGRESQL
    assert connection.vendor == "postgresql"


def ask(*, times: int) -> None:
    for _ in range(times):
        PeriodicWork.objects.count()
