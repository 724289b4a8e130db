"""All or nothing, wherever a settlement is interrupted: by a failure, or by the death of the process."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from peristyle.accounts.public import Account
from peristyle.audit.public import journal
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.models import Enrolment, LedgerEntry, NumberSeries, PaymentAttempt, Receipt, Verdict
from peristyle.people.public import Affiliation, Person
from tests.enrolment.factories import an_attempt

ON_SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
TABLES = (LedgerEntry, Receipt, Enrolment, Person, Affiliation, Account, DBTaskResult)


class Interrupted(OperationalError):
    """The power went out."""


@contextmanager
def interrupted_at(query: int, by: Callable[[], None]) -> Iterator[None]:
    """Have `by` called instead of the query of that rank."""
    asked = 0

    def ask(execute: Any, *arguments: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == query:
            by()
        return execute(*arguments)

    with connection.execute_wrapper(ask):
        yield


def state_of_the_house() -> dict[str, Any]:
    """What a settlement writes, counted."""
    series = {str(each) for each in NumberSeries.objects.order_by("pk")}
    return {table.__name__: table.objects.count() for table in TABLES} | {
        "journal": journal().count(),
        "series": series,
    }


def settle(attempt: PaymentAttempt) -> Verdict:
    """The bank has accepted."""
    return settle_payment(attempt.invoice_id, ReceivedPayment(attempt, "T1", attempt.amount_cents))


@pytest.mark.django_db
def test_a_failure_at_any_query_leaves_nothing_and_the_next_try_does_all() -> None:
    attempt = an_attempt(national_id="0600000001P")
    before = state_of_the_house()

    def fail() -> None:
        raise Interrupted

    query = 1
    while True:
        try:
            with interrupted_at(query, fail):
                verdict = settle(attempt)
        except Interrupted:
            assert state_of_the_house() == before, f"query {query}"
            query += 1
            continue
        break

    assert verdict == Verdict.ACCEPTED
    assert query > 20
    for table in (LedgerEntry, Receipt, Enrolment, Person, Affiliation, Account):
        assert table.objects.count() == 1, table


@pytest.mark.skipif(not ON_SQLITE, reason="kills processes on a database file of its own")
@pytest.mark.django_db(transaction=True)
def test_a_process_killed_at_any_query_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    attempt = an_attempt(national_id="0600000001P")
    connection.ensure_connection()
    start, house = tmp_path / "start.sqlite3", tmp_path / "house.sqlite3"
    save(start)

    outcomes = []
    for query in range(1, 200):
        house.write_bytes(start.read_bytes())
        died = killed_at(query, house, attempt)
        outcomes.append(counts(house))
        if not died:
            break
        assert outcomes[-1] == {"receipts": 0, "enrolments": 0, "accounts": 0, "activations": 0, "payments": 0}, query
        killed_at(0, house, attempt)
        assert set(counts(house).values()) == {1}, query

    assert len(outcomes) > 20
    assert set(outcomes[-1].values()) == {1}


def save(path: Path) -> None:
    """Copy the database of the test into a file."""
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()


def killed_at(query: int, house: Path, attempt: PaymentAttempt) -> bool:
    """Settle in a process of its own, killed at that query (0: never); whether it died."""
    child = os.fork()
    if child == 0:
        connection.connection = None
        connection.settings_dict["NAME"] = str(house)
        connection.settings_dict["OPTIONS"] = {"transaction_mode": "IMMEDIATE"}
        with interrupted_at(query, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            settle(attempt)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def counts(house: Path) -> dict[str, int]:
    """What a house file holds."""
    questions = {
        "receipts": "select count(*) from enrolment_receipt",
        "enrolments": "select count(*) from enrolment_enrolment",
        "accounts": "select count(*) from accounts_account",
        "activations": "select count(*) from django_tasks_database_dbtaskresult"
        " where task_path like '%send_activation'",
        "payments": "select count(*) from enrolment_ledgerentry",
    }
    with sqlite3.connect(house) as opened:
        found = {name: opened.execute(question).fetchone()[0] for name, question in questions.items()}
    opened.close()
    return found
