"""IT's pages: the journal, and the background tasks."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from http import HTTPStatus
from uuid import UUID

import pytest
from django.urls import reverse
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from peristyle.audit.public import journal, record
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.kernel import errands
from tests.people.factories import PersonFactory

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


def test_the_journal_shows_who_did_what_to_whom_from_where(it_staff: PageClient) -> None:
    actor = PersonFactory.create(usual_given_name="Zoé", usual_name="N’Guessan")
    record("tests.greet", actor=actor, subject="people.person:12", loudly="<b>yes</b>")

    page = it_staff.get(JOURNAL).content.decode()

    assert "Zoé N’Guessan" in page
    assert "tests.greet" in page
    assert "people.person:12" in page
    assert "loudly=&lt;b&gt;yes&lt;/b&gt;" in page


def test_what_the_house_or_a_stranger_did_says_so(it_staff: PageClient) -> None:
    record("tests.sweep")

    assert "le système ou un inconnu" in it_staff.get(JOURNAL).content.decode()


def test_the_journal_is_filtered_by_action_and_by_subject(it_staff: PageClient) -> None:
    record("tests.greet", subject="a")
    record("tests.leave", subject="b")

    by_action = it_staff.get(JOURNAL, {"action": "tests.gr"}).content.decode()
    by_subject = it_staff.get(JOURNAL, {"sujet": "b"}).content.decode()
    by_nothing_known = it_staff.get(JOURNAL, {"action": "<script>"}).content.decode()

    assert "tests.greet" in by_action
    assert "tests.leave" not in by_action
    assert "tests.leave" in by_subject
    assert "tests.greet" not in by_subject
    assert "Aucune entrée ne correspond." in by_nothing_known
    assert "<script>" not in by_nothing_known


def test_the_pages_of_the_journal_keep_the_filter(it_staff: PageClient) -> None:
    for number in range(51):
        record("tests.greet", subject=f"number {number}")
    record("other")

    first = it_staff.get(JOURNAL, {"action": "tests."}).content.decode()
    last = it_staff.get(JOURNAL, {"action": "tests.", "page": 2}).content.decode()

    assert 'href="/gestion/journal/?action=tests.&amp;sujet=&amp;page=2"' in first
    assert "number 50" in first
    assert "number 0" not in first
    assert "number 0" in last
    assert "number 1<" not in last


@pytest.mark.parametrize("number", ["0", "99", "-1", "deux", ""])
def test_a_page_that_does_not_exist_is_the_nearest_one(it_staff: PageClient, number: str) -> None:
    assert it_staff.get(JOURNAL, {"page": number}).status_code == HTTPStatus.OK


def test_the_journal_costs_the_same_however_long_it_is(
    it_staff: PageClient, it_person: Person, max_queries: MaxQueries
) -> None:
    for person in PersonFactory.create_batch(60):
        record("tests.greet", actor=person, acting_for=it_person)

    with max_queries(7):
        it_staff.get(JOURNAL)


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
