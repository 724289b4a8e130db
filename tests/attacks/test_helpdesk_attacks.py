"""What may be tried against a desk open to the whole world: flood, forge, inject, guess, overflow."""

from collections.abc import Callable
from typing import Any

import pytest

from peristyle.helpdesk.actions.answer import answer
from peristyle.helpdesk.models import Closure, HelpRequest, Message
from peristyle.kernel.permissions import Role
from peristyle.kernel.tokens import new_token
from tests.accounts.walk import words
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.helpdesk.test_help import TYPED, ask, secret_of

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
HELP = "/aide/"


def test_one_origin_does_not_flood_the_desk(at: Traveller) -> None:
    at("2026-09-01 10:00")
    attacker = PageClient(REMOTE_ADDR="203.0.113.9")

    answers = [ask(attacker, mail=f"eve{number}@example.net").status_code for number in range(30)]

    assert answers == [302] * 20 + [429] * 10
    assert ask(PageClient(REMOTE_ADDR="192.0.2.1")).status_code == 302
    at.later(hours=1)
    assert ask(attacker).status_code == 302


def test_the_addresses_of_one_household_are_one_origin() -> None:
    answers = [
        ask(PageClient(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), mail=f"eve{number}@example.net").status_code
        for number in range(21)
    ]

    assert answers == [302] * 20 + [429]


def test_nobody_s_mailbox_is_flooded_through_the_desk(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    for number in range(20):
        victim = "Victim@example.net" if number % 2 else "victim@example.net"
        ask(PageClient(REMOTE_ADDR=f"203.0.113.{number}"), mail=victim)
    run_due_tasks()

    assert len(outbox) == 5


def test_what_was_typed_is_not_lost_in_a_flood() -> None:
    attacker = PageClient()
    for number in range(20):
        ask(attacker, mail=f"eve{number}@example.net")

    refused = words(ask(attacker, message="Je suis sur le même campus."))

    assert "Je suis sur le même campus." in refused


def test_an_author_does_not_flood_a_thread() -> None:
    browser = PageClient()
    address = ask(browser).url

    answers = [browser.post(address, {"text": "Alors ?"}).status_code for _ in range(12)]

    assert answers == [302] * 9 + [429] * 3


def test_a_machine_that_fills_every_field_is_refused_and_a_person_is_told_why() -> None:
    refused = ask(PageClient(), website="https://evil.example")

    assert refused.status_code == 422
    assert "Videz ce champ" in words(refused)
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize("field", ["subject", "mail", "name", "number"])
@pytest.mark.parametrize("break_", ["\r\n", "\n", "%0d%0a", "\u2028"])
def test_headers_are_not_injected(field: str, break_: str, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    typed = {**TYPED, field: f"{TYPED[field]}{break_}Bcc: everybody@example.net"}

    PageClient().post(HELP, typed)
    run_due_tasks()

    for letter in outbox.letters:
        assert letter.message.recipients() == ["lea@example.net"]
        assert "Bcc" not in str(letter.message.message())


@pytest.mark.odd_texts
@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 6007 * 7 }}",
        "</textarea><b>",
        "javascript:alert(1)",
    ],
)
def test_words_stay_words(hostile: str, inhabitant: Inhabitants) -> None:
    browser, agent = PageClient(), inhabitant(Role.HELPDESK_AGENT)
    address = ask(browser, name=hostile, message=hostile).url
    request = HelpRequest.objects.get()
    answer(request, hostile, by=agent)

    for page in (
        browser.get(address),
        signed_in(agent).get("/gestion/assistance/"),
        signed_in(agent).get(f"/gestion/assistance/{request.number}/"),
        ask(browser, name=hostile, message=hostile, mail="no"),
    ):
        html = page.content.decode()
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "<b>" not in html
        assert "42049" not in html


def test_a_foreign_or_guessed_address_opens_nothing(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    browser = PageClient()
    ask(browser)
    run_due_tasks()
    secret = secret_of(outbox.last)
    number = HelpRequest.objects.get().number

    for path in (f"/aide/suivi/{new_token()}/", secret.swapcase().replace("/AIDE/SUIVI/", "/aide/suivi/")):
        for response in (browser.get(path), browser.post(path, {"text": "x"})):
            assert response.status_code == 410
            assert number not in words(response)
        browser.post(f"{path}fermeture/")
    assert Message.objects.count() == 1
    assert not Closure.objects.exists()


def test_the_number_alone_opens_nothing(inhabitant: Inhabitants) -> None:
    ask(PageClient())
    number = HelpRequest.objects.get().number

    assert signed_in(inhabitant(Role.STUDENT)).get(f"/assistance/{number}/").status_code == 404
    assert PageClient().get(f"/assistance/{number}/").status_code == 302


@pytest.mark.parametrize("size", [5_001, 1_000_000])
def test_a_message_too_long_is_refused_kindly(size: int) -> None:
    assert ask(PageClient(), message="x" * size).status_code == 422


def test_a_message_of_megabytes_is_refused() -> None:
    assert ask(PageClient(), message="x" * 6_000_000).status_code == 400


@pytest.mark.parametrize("hostile", ["\x00", "a\x00b"])
def test_a_nul_is_refused_before_the_database_sees_it(hostile: str) -> None:
    browser = PageClient()
    address = ask(browser).url

    assert ask(browser, message=hostile).status_code == 422
    assert ask(browser, name=hostile).status_code == 422
    assert browser.post(address, {"text": hostile}).status_code == 422


def test_asking_says_the_same_whether_the_number_exists_or_not(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.STUDENT)
    person.student_number = "21904567"
    person.save(update_fields=["student_number"])

    def heard(number: str) -> Any:
        browser = PageClient()
        response = ask(browser, number=number, mail=f"{number}@example.net")
        page = words(browser.get(response.url))
        return response.status_code, person.display_name in page

    assert heard("21904567") == heard("99999999") == (302, False)
