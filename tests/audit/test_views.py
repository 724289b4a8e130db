"""IT's pages: who may open them, and the background tasks."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from uuid import UUID

import pytest
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.kernel import errands

JOURNAL, TASKS = "/gestion/journal/", "/gestion/taches/"
MaxQueries = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def it_person(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.IT_STAFF)


@pytest.fixture
def it_staff(it_person: Person) -> PageClient:
    return signed_in(it_person)


@pytest.fixture
def failed_task(run_due_tasks: Callable[..., list[str]], caplog: pytest.LogCaptureFixture) -> DBTaskResult:
    """A task that was tried three times and given up."""
    caplog.set_level("CRITICAL", logger="django_tasks")
    errands.stumble.enqueue()
    for _ in range(3):
        DBTaskResult.objects.update(run_after="2026-01-01T00:00:00Z")
        run_due_tasks(may_fail=True)
    return DBTaskResult.objects.get(status=TaskResultStatus.FAILED)


@pytest.mark.parametrize("number", ["0", "99", "-1", "deux", ""])
def test_a_page_that_does_not_exist_is_the_nearest_one(it_staff: PageClient, number: str) -> None:
    assert it_staff.get(JOURNAL, {"page": number}).status_code == HTTPStatus.OK


def test_the_journal_and_the_tasks_speak_english(it_staff: PageClient, failed_task: DBTaskResult) -> None:
    it_staff.in_english()

    assert "Journal" in it_staff.get(JOURNAL).content.decode()
    assert "Background tasks" in it_staff.get(TASKS).content.decode()


@pytest.mark.parametrize("path", [JOURNAL, TASKS])
@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.REGISTRAR_OFFICER, Role.HELPDESK_AGENT])
def test_only_it_reads_them(inhabitant: Inhabitants, role: Role, path: str) -> None:
    assert signed_in(inhabitant(role)).get(path).status_code == HTTPStatus.FORBIDDEN


def test_a_failed_task_is_shown_with_what_went_wrong(it_staff: PageClient, failed_task: DBTaskResult) -> None:
    errands.deliver.enqueue("books")

    page = it_staff.get(TASKS).content.decode()

    assert "stumble" in page
    assert "tests.kernel.errands.Stumbled" in page
    assert "in stumble" in page
    assert facts_of(page) == {"En attente": "1", "En cours": "0", "En échec": "1", "Tentatives": "3"}


def test_no_failed_task_is_said_in_words(it_staff: PageClient) -> None:
    assert "Aucune tâche n’est en échec." in it_staff.get(TASKS).content.decode()


def test_it_replays_a_failed_task_and_the_journal_says_who(
    it_staff: PageClient, it_person: Person, failed_task: DBTaskResult
) -> None:
    response = it_staff.post(replay_of(failed_task.id))

    assert response["Location"] == reverse("audit:tasks")
    assert DBTaskResult.objects.get(pk=failed_task.pk).status == TaskResultStatus.READY
    entry = journal(action="tasks.replay").get()
    assert (entry.actor, entry.subject) == (it_person, f"task:{failed_task.id}")


def test_following_a_link_replays_nothing(it_staff: PageClient, failed_task: DBTaskResult) -> None:
    assert it_staff.get(replay_of(failed_task.id)).status_code == HTTPStatus.NOT_FOUND

    assert DBTaskResult.objects.get(pk=failed_task.pk).status == TaskResultStatus.FAILED


def test_another_site_replays_nothing(it_person: Person, failed_task: DBTaskResult) -> None:
    browser = PageClient(enforce_csrf_checks=True)
    browser.cookies = signed_in(it_person).cookies

    assert browser.post(replay_of(failed_task.id)).status_code == HTTPStatus.FORBIDDEN
    assert DBTaskResult.objects.get(pk=failed_task.pk).status == TaskResultStatus.FAILED


def test_what_is_no_failed_task_is_not_replayed(it_staff: PageClient) -> None:
    waiting = errands.deliver.enqueue("books")

    assert it_staff.post(replay_of(UUID(waiting.id))).status_code == HTTPStatus.NOT_FOUND
    assert it_staff.post(replay_of(UUID(int=0))).status_code == HTTPStatus.NOT_FOUND
    assert not journal(action="tasks.replay").exists()


def test_who_is_not_it_replays_nothing(inhabitant: Inhabitants, failed_task: DBTaskResult) -> None:
    response = signed_in(inhabitant(Role.HELPDESK_AGENT)).post(replay_of(failed_task.id))

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert DBTaskResult.objects.get(pk=failed_task.pk).status == TaskResultStatus.FAILED


def replay_of(task_id: UUID) -> str:
    """The address that replays a task."""
    return reverse("audit:replay_task", args=[task_id])


def facts_of(page: str) -> dict[str, str]:
    """The numbers that the page tells."""
    pairs = re.findall(r"<dt>([^<]+)</dt>\s*<dd>(\d+)</dd>", page)
    return dict(pairs)
