"""/gestion/assistance/: agents read, answer, note, take on, close."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from peristyle.audit.public import journal
from peristyle.helpdesk.actions.answer import answer
from peristyle.helpdesk.actions.close import close
from peristyle.helpdesk.models import Assignment, Closure, HelpRequest
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.accounts.factories import PersonFactory
from tests.accounts.walk import words
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.helpdesk.factories import asked

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
RunDueTasks = Callable[..., list[str]]
QUEUE = "/gestion/assistance/"


@pytest.fixture
def agent(inhabitant: Inhabitants) -> Person:
    return inhabitant(Role.HELPDESK_AGENT)


@pytest.fixture
def desk(agent: Person) -> PageClient:
    return signed_in(agent)


@pytest.fixture
def request_() -> HelpRequest:
    return asked(number="A-2026-4F7K2", mail="lea@example.net")


def shown(page: str, *numbers: str) -> list[str]:
    return sorted((number for number in numbers if number in page), key=page.index)


def test_the_oldest_open_request_comes_first_and_closed_ones_last(at: Traveller, inhabitant: Inhabitants) -> None:
    at("2026-09-01 10:00")
    desk = signed_in(inhabitant(Role.HELPDESK_AGENT))
    closed = asked(number="A-2026-CLSED")
    close(closed, by=None, agent=False)
    for number in ("A-2026-AAAAA", "A-2026-BBBBB"):
        at.later(hours=1)
        asked(number=number)

    page = words(desk.get(QUEUE, {"file": "all"}))

    assert shown(page, "A-2026-BBBBB", "A-2026-CLSED", "A-2026-AAAAA") == [
        "A-2026-AAAAA",
        "A-2026-BBBBB",
        "A-2026-CLSED",
    ]


def test_each_queue_shows_its_own(desk: PageClient, agent: Person) -> None:
    numbers = ("A-2026-TTTTT", "A-2026-RRRRR", "A-2026-CCCCC")
    to_answer, answered, closed = (asked(number=number) for number in numbers)
    answer(answered, "Voilà.", by=agent)
    close(closed, by=agent, agent=True)
    desk.post(f"{QUEUE}{answered.number}/attribution/")

    def queue(**asked_for: str) -> list[str]:
        return shown(words(desk.get(QUEUE, asked_for)), *numbers)

    assert queue() == queue(file="open") == queue(file="anything") == [to_answer.number, answered.number]
    assert queue(file="to-answer") == [to_answer.number]
    assert queue(file="mine") == [answered.number]
    assert queue(file="closed") == [closed.number]
    assert len(queue(q="léa aubépine")) == 3
    assert queue(q="TTTTT") == [to_answer.number]
    assert queue(q="' OR 1=1") == []


def test_an_answer_is_mailed_and_in_the_journal(
    desk: PageClient, agent: Person, request_: HelpRequest, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    desk.post(f"{QUEUE}{request_.number}/reponse/", {"text": "Voilà.", "and_close": "on"})
    run_due_tasks()

    assert [letter.to for letter in outbox.letters] == ["lea@example.net"]
    assert Closure.objects.get().by == agent
    entry = journal(action="helpdesk.answer").get()
    assert (entry.actor, entry.details["number"]) == (agent, request_.number)
    assert "Voilà" not in str(entry.details)


def test_a_request_closed_without_answer_is_told_and_may_be_reopened(
    desk: PageClient, request_: HelpRequest, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    for _ in range(2):
        desk.post(f"{QUEUE}{request_.number}/fermeture/")
    run_due_tasks()
    assert len(outbox) == 1
    assert "fermée" in outbox.last.subject

    desk.post(f"{QUEUE}{request_.number}/reouverture/")
    assert not Closure.objects.exists()


def test_notes_are_between_agents(
    desk: PageClient, request_: HelpRequest, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    desk.post(f"{QUEUE}{request_.number}/note/", {"note-text": "Même panne que la veille."})
    run_due_tasks()

    assert "Même panne que la veille" in words(desk.get(f"{QUEUE}{request_.number}/"))
    assert len(outbox) == 0


@pytest.mark.parametrize("verb", ["reponse", "note"])
def test_an_empty_word_is_not_sent(desk: PageClient, request_: HelpRequest, verb: str) -> None:
    assert desk.post(f"{QUEUE}{request_.number}/{verb}/", {}).status_code == 422
    assert request_.messages.count() == 1


def test_a_request_is_taken_on_by_one_agent_and_left(
    desk: PageClient, agent: Person, request_: HelpRequest, inhabitant: Inhabitants
) -> None:
    colleague = inhabitant(Role.IT_STAFF)
    signed_in(colleague).post(f"{QUEUE}{request_.number}/attribution/")
    desk.post(f"{QUEUE}{request_.number}/attribution/")
    assert Assignment.objects.get().agent == agent

    signed_in(colleague).post(f"{QUEUE}{request_.number}/attribution/", {"leave": "1"})
    assert Assignment.objects.get().agent == agent
    desk.post(f"{QUEUE}{request_.number}/attribution/", {"leave": "1"})
    assert not Assignment.objects.exists()


def test_the_agent_knows_what_is_proved_and_what_was_only_typed(desk: PageClient, inhabitant: Inhabitants) -> None:
    known = PersonFactory.create(given_name="Camille", birth_name="Garrigue")
    typed = asked(typed_number=known.student_number)
    proved = asked(person=inhabitant(Role.STUDENT))

    page = words(desk.get(f"{QUEUE}{typed.number}/"))
    assert "Identité non vérifiée" in page
    assert "Camille Garrigue" in page
    assert "Identité non vérifiée" not in words(desk.get(f"{QUEUE}{proved.number}/"))


@pytest.mark.parametrize("verb", ["reponse", "note", "attribution", "fermeture", "reouverture"])
def test_looking_at_a_verb_does_nothing(desk: PageClient, request_: HelpRequest, verb: str) -> None:
    assert desk.get(f"{QUEUE}{request_.number}/{verb}/").url == f"{QUEUE}{request_.number}/"
    assert request_.messages.count() == 1
    assert not Closure.objects.exists()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("role", [Role.STUDENT, Role.TEACHER, Role.REGISTRAR_OFFICER, Role.PLANNER])
def test_nobody_else_reads_requests(role: Role, inhabitant: Inhabitants, request_: HelpRequest) -> None:
    browser = signed_in(inhabitant(role))

    for path in (QUEUE, f"{QUEUE}{request_.number}/"):
        assert browser.get(path).status_code == 403


def test_the_pages_ask_the_database_little_however_long_the_queue(
    desk: PageClient, agent: Person, max_queries: MaxQueries
) -> None:
    for _ in range(30):
        answer(asked(), "Voilà.", by=agent)
    desk.get(QUEUE)
    with max_queries(8):
        desk.get(QUEUE)
    with max_queries(8):
        desk.get(f"{QUEUE}{HelpRequest.objects.first().number}/")
