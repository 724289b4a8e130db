"""« Coordonnées » in the account."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import override_settings

from peristyle.accounts.models import Account, ContactChange
from tests.accounts.contacts import text_code
from tests.accounts.factories import fresh
from tests.accounts.walk import words
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
MaxQueries = Callable[[int], AbstractContextManager[None]]
PAGE = "/compte/coordonnees/"
ADDRESS, NUMBER = f"{PAGE}adresse/", f"{PAGE}mobile/"
NEW = "lea.nouvelle@example.org"


def test_the_page_shows_what_is_known_and_whether_it_is_confirmed(browser: PageClient, lea: Account) -> None:
    page = words(browser.get(PAGE))

    assert lea.person.backup_email in page
    assert "Confirmée" in page
    assert "Aucun numéro n’est connu" in page


def test_an_address_is_changed_with_the_code_of_its_mail(
    browser: PageClient, lea: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    asked = browser.post(ADDRESS, {"new": NEW})
    run_due_tasks()
    assert asked.headers["Location"] == f"{ADDRESS}code/"
    assert NEW in words(browser.get(f"{ADDRESS}code/"))
    assert "En attente de confirmation" in words(browser.get(PAGE))

    done = browser.post(f"{ADDRESS}code/", {"code": outbox.to(NEW)[0].code}, follow=True)

    assert "C’est confirmé" in words(done)
    assert fresh(lea).person.backup_email == NEW


def test_an_address_is_changed_with_the_link_of_its_mail_where_one_is_signed_in(
    browser: PageClient, lea: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    browser.post(ADDRESS, {"new": NEW})
    run_due_tasks()
    link = outbox.to(NEW)[0].link("/compte/coordonnees/lien/")

    browser.get(link)
    assert fresh(lea).person.backup_email != NEW
    browser.post(link)

    assert fresh(lea).person.backup_email == NEW
    again = browser.get(link)
    assert again.status_code == 410
    assert "déjà confirmée" in words(again)


def test_a_wrong_code_is_told_and_another_can_be_sent(
    browser: PageClient, lea: Account, outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    browser.post(ADDRESS, {"new": NEW})
    run_due_tasks()

    wrong = browser.post(f"{ADDRESS}code/", {"code": "0"})
    assert wrong.status_code == 422
    assert "Ce code ne convient pas" in words(wrong)

    browser.post(ADDRESS, {"new": NEW})
    run_due_tasks()
    browser.post(f"{ADDRESS}code/", {"code": outbox.to(NEW)[1].code})
    assert fresh(lea).person.backup_email == NEW


@pytest.mark.parametrize("typed", ["", "pas une adresse", "lea@etu.umontpellier.fr"])
def test_what_does_not_do_is_told_and_kept(browser: PageClient, typed: str) -> None:
    response = browser.post(ADDRESS, {"new": typed})

    assert response.status_code == 422
    assert typed in response.content.decode()


def test_one_s_present_address_is_told_to_be_known(browser: PageClient, lea: Account) -> None:
    assert "déjà vos coordonnées" in words(browser.post(ADDRESS, {"new": lea.person.backup_email}))


def test_a_number_is_confirmed_then_taken_off(browser: PageClient, lea: Account, run_due_tasks: RunDueTasks) -> None:
    browser.post(NUMBER, {"new": "06 12 34 56 78"})
    run_due_tasks()
    browser.post(f"{NUMBER}code/", {"code": text_code("+33612345678")})
    assert "+33 6 12 34 56 78" in words(browser.get(PAGE))

    browser.get(f"{NUMBER}retirer/")
    browser.post(f"{NUMBER}retirer/")

    assert fresh(lea).person.phone == ""


def test_a_number_that_takes_no_text_is_told_so(browser: PageClient) -> None:
    assert "n’est pas celui d’un mobile" in words(browser.post(NUMBER, {"new": "04 67 12 34 56"}))


def test_without_a_gateway_the_page_says_that_numbers_are_not_verified(browser: PageClient, lea: Account) -> None:
    with override_settings(PERISTYLE_TEXT_MESSAGES=""):
        browser.post(NUMBER, {"new": "06 12 34 56 78"})
        page = words(browser.get(PAGE))

    assert "Non confirmé" in page
    assert "n’envoie pas encore de SMS" in page
    assert fresh(lea).person.phone == "+33612345678"


def test_without_a_question_there_is_no_code_to_type(browser: PageClient) -> None:
    assert browser.get(f"{ADDRESS}code/").headers["Location"] == PAGE


def test_the_overview_tells_the_address(browser: PageClient, lea: Account) -> None:
    assert lea.person.backup_email in words(browser.get("/compte/"))


def test_the_page_asks_the_database_little(browser: PageClient, max_queries: MaxQueries) -> None:
    with max_queries(9):
        browser.get(PAGE)


def test_a_form_left_open_by_somebody_signed_out_asks_nothing(lea: Account) -> None:
    PageClient().post(ADDRESS, {"new": NEW})

    assert not ContactChange.objects.exists()
