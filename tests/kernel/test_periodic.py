"""Regular work is enqueued once per period, whatever the number of workers and whatever the outage."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel import clock, periodic
from peristyle.kernel.models import PeriodicWork
from tests.harness.travel import Traveller
from tests.kernel import errands

ROUND = "tests.kernel.errands.make_the_round"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def only_the_round_is_regular(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_known", {})
    periodic.register(errands.make_the_round, every=HOUR)


@pytest.mark.django_db
def test_regular_work_is_enqueued_once_per_period(at: Traveller) -> None:
    at("2026-09-01 10:00")

    assert periodic.enqueue_due_work() == [ROUND]
    assert periodic.enqueue_due_work() == []
    at.later(minutes=59)
    assert periodic.enqueue_due_work() == []
    at.later(minutes=1)
    assert periodic.enqueue_due_work() == [ROUND]


@pytest.mark.django_db
def test_after_an_outage_of_days_it_is_enqueued_once_and_keeps_its_rhythm(at: Traveller) -> None:
    at("2026-09-01 10:00")
    periodic.enqueue_due_work()

    at("2026-09-04 12:34")

    assert periodic.enqueue_due_work() == [ROUND]
    assert periodic.enqueue_due_work() == []
    assert DBTaskResult.objects.count() == 2
    assert PeriodicWork.objects.get().due_at == at("2026-09-04 13:00")


@pytest.mark.django_db
def test_work_of_a_room_that_is_gone_is_left_alone(at: Traveller) -> None:
    at("2026-09-01 10:00")
    PeriodicWork.objects.create(name="peristyle.attic.actions.dust.dust", due_at=clock.now())

    assert periodic.enqueue_due_work() == [ROUND]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_at_the_same_instant_one_enqueues() -> None:
    crowd, rounds = 4, 10
    start = Barrier(crowd)

    def work() -> list[str]:
        enqueued = []
        for _ in range(rounds):
            if start.wait() == 0:
                PeriodicWork.objects.update_or_create(name=ROUND, defaults={"due_at": clock.now() - HOUR})
            start.wait()
            enqueued += periodic.enqueue_due_work()
        connection.close()
        return enqueued

    with ThreadPoolExecutor(crowd) as workers:
        turns = [workers.submit(work) for _ in range(crowd)]

    assert sum(len(turn.result()) for turn in turns) == rounds
    assert DBTaskResult.objects.count() == rounds


@given(
    due_at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    every=st.timedeltas(timedelta(minutes=1), timedelta(days=7)),
    late=st.timedeltas(timedelta(0), timedelta(days=400)),
)
def test_the_next_time_comes_within_a_period_and_on_the_beat(
    due_at: datetime, every: timedelta, late: timedelta
) -> None:
    now = due_at + late

    following = periodic.next_due(due_at, every, now)

    assert now < following <= now + every
    assert (following - due_at) % every == timedelta(0)
