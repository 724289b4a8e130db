"""The pages on the end of one's account, and the agents' answer."""

from datetime import date, timedelta

import pytest

from peristyle.accounts.models import Account, Extension
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from tests.accounts.factories import AffiliationFactory, account_in, fresh
from tests.harness.inhabitants import signed_in, someone

pytestmark = pytest.mark.django_db
PAGE, OWN_PAGE, LIST = "/fermeture/", "/compte/duree/", "/gestion/comptes/prolongations/"


def written(day: date) -> str:
    """A day as people type it."""
    return f"{day:%d/%m/%Y}"


@pytest.fixture
def closing() -> Account:
    return account_in(State.CLOSING)


def test_the_page_of_a_closing_account_says_what_is_left_to_do(closing: Account) -> None:
    page = signed_in(closing.person).get(PAGE)

    assert "l’accès s’est terminé le" in page.text
    assert 'href="/compte/mes-donnees/"' in page.text


def test_whoever_is_closing_downloads_their_data_and_sees_nothing_else(closing: Account) -> None:
    browser = signed_in(closing.person)

    assert browser.get("/compte/mes-donnees/").status_code == 200
    for elsewhere in ("/compte/", "/compte/coordonnees/", OWN_PAGE, "/"):
        assert browser.get(elsewhere)["Location"] == PAGE


def test_whoever_is_closing_is_shown_no_way_to_what_is_shut(closing: Account) -> None:
    page = signed_in(closing.person).get("/compte/mes-donnees/").text

    assert 'class="navigation-link" href="/compte/mes-donnees/"' in page
    assert page.count('class="navigation-link"') == 2  # in the list, and in the menu of a phone


def test_whoever_is_closing_proves_again_with_a_passkey_too(closing: Account) -> None:
    assert signed_in(closing.person).post("/compte/preuve/question/").status_code == 200


def test_more_time_is_asked_for_with_a_reason(closing: Account) -> None:
    browser = signed_in(closing.person)
    until = clock.today() + timedelta(days=60)

    answer = browser.post(PAGE, {"until": written(until), "reason": "Un article à finir"})

    assert answer["Location"] == PAGE
    assert Extension.objects.get().until == until
    assert "attend une réponse" in browser.get(PAGE).text


@pytest.mark.parametrize(("days", "reason"), [(3000, "Longtemps"), (-1, "Trop tôt"), (60, "")])
def test_what_is_wrong_is_named_and_what_was_typed_is_kept(closing: Account, days: int, reason: str) -> None:
    until = written(clock.today() + timedelta(days=days))

    page = signed_in(closing.person).post(PAGE, {"until": until, "reason": reason})

    assert page.status_code == 422
    assert until in page.text
    assert not Extension.objects.exists()


def test_whoever_is_here_knows_until_when() -> None:
    account = account_in(State.ACTIVE)
    assert "sans date de fin" in signed_in(account.person).get(OWN_PAGE).text

    account.person.affiliations.all().delete()
    AffiliationFactory.create(person=account.person, ends_on=clock.today())
    page = signed_in(fresh(account).person).get(OWN_PAGE)

    assert "31 décembre" in page.text
    assert signed_in(account.person).get(PAGE)["Location"] == OWN_PAGE


@pytest.mark.parametrize(("decision", "granted"), [("grant", True), ("refuse", False)])
def test_it_answers_from_the_list_of_what_waits(closing: Account, decision: str, *, granted: bool) -> None:
    until = clock.today() + timedelta(days=60)
    signed_in(closing.person).post(PAGE, {"until": written(until), "reason": "Un article à finir"})
    extension = Extension.objects.get()
    browser = signed_in(someone(Role.IT_STAFF))

    assert "Un article à finir" in browser.get(LIST).text
    address = f"{LIST}{extension.pk}/"
    assert "Un article à finir" in browser.get(address).text
    answer = browser.post(address, {"until": written(until), "answer": "Entendu", "decision": decision})

    assert answer["Location"] == LIST
    extension.refresh_from_db()
    assert extension.granted == granted
    assert "Aucune demande" in browser.get(LIST).text


def test_a_refusal_without_a_word_is_not_sent(closing: Account) -> None:
    until = clock.today() + timedelta(days=60)
    signed_in(closing.person).post(PAGE, {"until": written(until), "reason": "Un article à finir"})
    address = f"{LIST}{Extension.objects.get().pk}/"

    page = signed_in(someone(Role.IT_STAFF)).post(address, {"until": written(until), "decision": "refuse"})

    assert page.status_code == 422
    assert Extension.objects.get().decided_at is None
