"""Background work that is done is forgotten after a month, with what it was given."""

from collections.abc import Callable

import pytest
from django_tasks_db.models import DBTaskResult

from peristyle.kernel import mail
from peristyle.kernel.finished_tasks import forget_finished_tasks
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db


def test_what_a_task_was_given_is_forgotten_a_month_after_it_ended(
    at: Traveller, run_due_tasks: Callable[..., list[str]]
) -> None:
    def remembered() -> bool:
        return any("lea@example.net" in str(result.args_kwargs) for result in DBTaskResult.objects.all())

    at("2026-09-01 10:00")
    mail.post("accounts/letters/identity_tries", "lea@example.net", "fr", given_name="Léa")
    run_due_tasks()

    at("2026-09-30 10:00")
    run_due_tasks(regular=True)
    assert remembered()

    at("2026-10-02 10:00")
    assert "forget_finished_tasks" in run_due_tasks(regular=True)
    assert not remembered()


def test_what_still_waits_is_not_forgotten(at: Traveller) -> None:
    at("2026-09-01 10:00")
    mail.post("accounts/letters/identity_tries", "lea@example.net", "fr", given_name="Léa")

    at("2027-09-01 10:00")
    forget_finished_tasks.call()

    assert DBTaskResult.objects.count() == 1
