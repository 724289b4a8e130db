"""« Aide »: asking without signing in, and following what was asked by a secret address."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from peristyle.audit.public import journal
from peristyle.helpdesk.actions.answer import answer
from peristyle.helpdesk.actions.close import close
from peristyle.helpdesk.models import Closure, FollowUpLink, HelpRequest, MessageKind
from peristyle.kernel import institution
from peristyle.kernel.permissions import Role
from tests.accounts.walk import words
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Letter, Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.helpdesk.factories import asked

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
RunDueTasks = Callable[..., list[str]]
HELP = "/aide/"
TYPED = {
    "subject": "sign-in",
    "name": "Léa Aubépine",
    "mail": "lea@example.net",
    "number": "",
    "message": "Bonjour, la page reste blanche.",
    "website": "",
}


def ask(browser: PageClient, **typed: str) -> Any:
    return browser.post(HELP, {**TYPED, **typed})


def secret_of(letter: Letter) -> str:
    return letter.link("/aide/suivi/")


# The page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_help_says_whom_to_write_and_to_call(client: PageClient, language: str) -> None:
    client.cookies["language"] = language

    page = words(client.get(HELP))

    support = institution.current().mail.support
    for fact in (support.mail, support.phone, support.hours_en if language == "en" else support.hours_fr):
        assert fact.replace("\u202f", " ").replace("\u00a0", " ") in page
    for component in institution.current().components:
        assert component.registrar_mail in page


def test_the_page_asks_the_database_nothing(client: PageClient, max_queries: MaxQueries) -> None:
    with max_queries(0):
        client.get(HELP)


@pytest.mark.parametrize(("asked_for", "chosen"), [("recovery", ["recovery"]), ("anything", []), ("<script>", [])])
def test_a_link_may_choose_the_subject(client: PageClient, asked_for: str, chosen: list[str]) -> None:
    page = words(client.get(HELP, {"sujet": asked_for}))

    assert [code for code in re.findall(r'<option value="([\w-]*)" selected>', page) if code] == chosen


def test_whoever_is_signed_in_types_no_name(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.STUDENT)

    page = words(signed_in(person).get(HELP))

    for known in (person.display_name, person.backup_email):
        assert f'value="{known}"' in page


# Asking


def test_a_stranger_asks_and_follows_the_answer_by_mail(
    client: PageClient, inhabitant: Inhabitants, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    page = words(client.get(ask(client).url))
    request = HelpRequest.objects.get()
    run_due_tasks()
    assert request.number in page
    assert "la page reste blanche" in page
    assert outbox.last.to == "lea@example.net"
    assert request.number in outbox.last.subject

    answer(request, "Essayez un autre navigateur.", by=inhabitant(Role.HELPDESK_AGENT))
    run_due_tasks()
    elsewhere = PageClient()
    assert "Essayez un autre navigateur" in words(elsewhere.get(secret_of(outbox.last)))

    assert elsewhere.post(secret_of(outbox.last), {"text": "Toujours blanche."}).status_code == 302
    assert [message.text for message in request.messages.all()] == [
        "Bonjour, la page reste blanche.",
        "Essayez un autre navigateur.",
        "Toujours blanche.",
    ]


def test_letters_carry_no_word_of_the_thread(
    client: PageClient, inhabitant: Inhabitants, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    ask(client, name="Promo https://evil.example", message="Gagnez tout de suite.")
    request = HelpRequest.objects.get()
    answer(request, "Votre identifiant est lea.aubepine.", by=inhabitant(Role.HELPDESK_AGENT))
    close(request, by=None, agent=True)
    run_due_tasks()

    assert len(outbox) == 3
    for letter in outbox.letters:
        for said in ("Promo", "evil.example", "Gagnez", "identifiant est"):
            assert said not in letter.text + letter.html + letter.subject


def test_only_digests_of_the_secret_are_kept(client: PageClient, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    shown = ask(client).url.split("/")[3]
    run_due_tasks()
    mailed = secret_of(outbox.last).split("/")[3]

    assert len({shown, mailed}) == 2
    kept = set(FollowUpLink.objects.values_list("token_digest", flat=True))
    assert kept & {shown, mailed} == set()
    assert not journal().filter(details__icontains=shown).exists()


def test_the_number_is_drawn_and_tells_no_count(at: Traveller, client: PageClient) -> None:
    at("2027-03-01 10:00")
    for number in range(3):
        ask(client, mail=f"lea{number}@example.net")

    numbers = list(HelpRequest.objects.values_list("number", flat=True))
    assert all(re.fullmatch(r"A-2027-[2-9A-HJKMNP-TV-Z]{5}", number) for number in numbers)
    assert len(set(numbers)) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"subject": "free-money"},
        {"name": "  "},
        {"mail": "lea"},
        {"mail": "lea@example.net\nBcc: all@example.net"},
        {"mail": "lea@etu.umontpellier.fr"},
        {"message": ""},
        {"message": "x" * 5001},
        {"subject": "recovery"},
        {"number": "2" * 26},
    ],
)
def test_a_mistake_is_shown_and_nothing_typed_is_lost(client: PageClient, wrong: dict[str, str]) -> None:
    refused = ask(client, **wrong)

    assert refused.status_code == 422
    kept = {**TYPED, **wrong}
    assert kept["message"][:40] in words(refused)
    assert not HelpRequest.objects.exists()


def test_who_is_signed_in_may_be_answered_at_the_university_s_address(inhabitant: Inhabitants) -> None:
    person = inhabitant(Role.STUDENT)

    assert ask(signed_in(person), mail="lea@etu.umontpellier.fr").status_code == 302


# Following


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client: PageClient, method: str) -> None:
    address = ask(client).url
    before = [list(model.objects.values()) for model in (HelpRequest, FollowUpLink, Closure)]

    for path in (address, f"{address}fermeture/"):
        assert getattr(client, method)(path).status_code in (200, 302)

    assert [list(model.objects.values()) for model in (HelpRequest, FollowUpLink, Closure)] == before


def test_the_author_closes_and_writing_reopens(client: PageClient) -> None:
    address = ask(client).url

    client.post(f"{address}fermeture/")
    assert Closure.objects.get().by is None
    assert "Fermée" in words(client.get(address))
    client.post(f"{address}fermeture/")

    client.post(address, {"text": "En fait non."})
    assert not Closure.objects.exists()
    assert journal(action="helpdesk.reopen").count() == 1
    assert journal(action="helpdesk.close").count() == 1


def test_notes_are_not_for_the_author(client: PageClient) -> None:
    address = ask(client).url
    request = HelpRequest.objects.get()
    request.messages.create(kind=MessageKind.NOTE, text="Appelle dix fois par jour.", at=request.asked_at)

    assert "dix fois" not in words(client.get(address))


def test_the_next_page_does_not_learn_the_address(client: PageClient) -> None:
    assert client.get(ask(client).url)["Referrer-Policy"] == "strict-origin"


def test_the_pages_of_a_request_ask_the_database_little(client: PageClient, max_queries: MaxQueries) -> None:
    address = ask(client).url
    with max_queries(2):
        client.get(address)


# Signed in


def test_whoever_is_signed_in_finds_their_requests_again(inhabitant: Inhabitants) -> None:
    person, other = inhabitant(Role.STUDENT), inhabitant(Role.STUDENT)
    browser = signed_in(person)

    address = ask(browser).url
    number = HelpRequest.objects.get(person=person).number

    assert address == f"/assistance/{number}/"
    assert number in words(browser.get("/assistance/"))
    assert browser.post(address, {"text": "Merci."}).url == address
    assert browser.post(f"{address}fermeture/").url == address
    assert Closure.objects.get().by == person
    stranger = signed_in(other)
    assert number not in words(stranger.get("/assistance/"))
    for path in (address, f"{address}fermeture/"):
        assert stranger.get(path).status_code == 404
        assert stranger.post(path, {"text": "x"}).status_code == 404


def test_the_tile_of_the_home_is_open(inhabitant: Inhabitants) -> None:
    assert 'href="/assistance/"' in words(signed_in(inhabitant(Role.STUDENT)).get("/"))


def test_a_request_of_long_ago_is_forgotten(at: Traveller, client: PageClient, run_due_tasks: RunDueTasks) -> None:
    at("2026-09-01 10:00")
    settled, open_still = asked(), asked()
    close(settled, by=None, agent=False)
    at.later(days=364)
    run_due_tasks(regular=True)
    assert HelpRequest.objects.count() == 2

    at.later(days=2)
    run_due_tasks(regular=True)
    assert HelpRequest.objects.get() == open_still
