from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from peristyle.demo.actions.move_clock import move_clock
from peristyle.demo.rules import Move
from peristyle.kernel import clock, periodic
from peristyle.kernel.mail import send_later
from peristyle.kernel.tasks import enqueue_at
from tests.harness.travel import Traveller

pytestmark = [pytest.mark.usefixtures("movable_clock"), pytest.mark.django_db]
LETTER = ("accounts/letters/login", "lea@example.org", "fr", None, {})


def test_the_house_is_a_quarter_of_an_hour_later(at: Traveller) -> None:
    instant = at("2026-11-23 18:00")

    move_clock(Move.QUARTER)

    assert clock.now() == instant + timedelta(minutes=15)


def test_moves_add_up(at: Traveller) -> None:
    at("2026-11-23 18:00")

    move_clock(Move.DAY)
    move_clock(Move.NEW_YEAR)

    assert clock.now() == datetime(2027, 1, 1, 7, tzinfo=UTC)


def test_what_was_due_in_a_quarter_of_an_hour_is_due_at_once(at: Traveller) -> None:
    at("2026-11-23 18:00")
    enqueue_at(send_later, clock.now() + timedelta(minutes=15), *LETTER)

    move_clock(Move.QUARTER)

    assert DBTaskResult.objects.ready().count() == 1


def test_what_was_due_in_two_days_is_due_in_one(at: Traveller) -> None:
    instant = at("2026-11-23 18:00")
    enqueue_at(send_later, clock.now() + timedelta(days=2), *LETTER)

    move_clock(Move.DAY)

    assert DBTaskResult.objects.get().run_after == instant + timedelta(days=1)


def test_a_task_enqueued_after_a_move_waits_its_full_time(at: Traveller) -> None:
    instant = at("2026-11-23 18:00")
    move_clock(Move.DAY)

    enqueue_at(send_later, clock.now() + timedelta(minutes=15), *LETTER)

    assert DBTaskResult.objects.get().run_after == instant + timedelta(minutes=15)


def test_a_task_without_an_hour_stays_without_one() -> None:
    send_later.enqueue(*LETTER)

    move_clock(Move.DAY)

    assert DBTaskResult.objects.get().run_after == get_date_max()


def test_a_task_already_done_keeps_its_date(at: Traveller) -> None:
    instant = at("2026-11-23 18:00")
    enqueue_at(send_later, instant, *LETTER)
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL)

    move_clock(Move.DAY)

    assert DBTaskResult.objects.get().run_after == instant


def test_regular_work_falls_due_when_the_clock_passes_its_hour(at: Traveller) -> None:
    at("2026-11-23 18:00")
    periodic.enqueue_due_work()

    move_clock(Move.DAY)

    assert periodic.enqueue_due_work()
