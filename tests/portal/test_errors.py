"""Error pages: in the house's look, in both languages, without database, telling nothing but the number to quote."""

import logging
from http import HTTPStatus
from typing import Any

import pytest

from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.urls("tests.portal.broken_urls")


@pytest.fixture(autouse=True)
def failures_are_expected(caplog: pytest.LogCaptureFixture) -> None:
    for logger in ("django.request", "django.security"):
        caplog.set_level(logging.CRITICAL, logger=logger)


# No test here but the last asks for the database: pytest-django refuses every query.


def bad_request(browser: PageClient) -> Any:
    return browser.get("/illisible/")


def bad_host(browser: PageClient) -> Any:
    return browser.get("/", headers={"Host": "evil.example"})


def csrf_failure(browser: PageClient) -> Any:
    return browser.post("/connexion/", {"login": "lea"})


def not_found(browser: PageClient) -> Any:
    return browser.get("/nulle-part/")


def server_error(browser: PageClient) -> Any:
    return browser.get("/casse/")


ERRORS = [
    (bad_request, HTTPStatus.BAD_REQUEST, "Nous n’avons pas compris cette demande"),
    (bad_host, HTTPStatus.BAD_REQUEST, "Nous n’avons pas compris cette demande"),
    (csrf_failure, HTTPStatus.FORBIDDEN, "Ce formulaire était ouvert depuis trop longtemps"),
    (not_found, HTTPStatus.NOT_FOUND, "Il n’y a rien à cette adresse"),
    (server_error, HTTPStatus.INTERNAL_SERVER_ERROR, "Quelque chose a cassé de notre côté"),
]


@pytest.fixture
def browser() -> PageClient:
    """A browser that is shown what breaks."""
    return PageClient(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize(("ask", "status", "words"), ERRORS)
def test_what_went_wrong_is_said_in_words_with_a_way_home(
    browser: PageClient, ask: Any, status: int, words: str
) -> None:
    response = ask(browser)

    assert response.status_code == status
    assert f"<h1>{words}</h1>" in response.content.decode()
    assert 'class="button button-primary" href="/"' in response.content.decode()


@pytest.mark.parametrize(("ask", "status", "words"), ERRORS)
def test_it_is_said_in_english_too(browser: PageClient, ask: Any, status: int, words: str) -> None:
    response = ask(browser.in_english())

    assert response.status_code == status
    assert '<html lang="en">' in response.content.decode()
    assert words not in response.content.decode()


@pytest.mark.parametrize(("ask", "status", "words"), ERRORS)
def test_the_number_to_quote_is_the_one_of_the_logs(browser: PageClient, ask: Any, status: int, words: str) -> None:
    response = ask(browser)

    assert f"<code>{response['X-Request-Id']}</code>" in response.content.decode()


@pytest.mark.parametrize(("ask", "status", "words"), ERRORS)
def test_an_error_page_is_as_well_guarded_as_the_others(browser: PageClient, ask: Any, status: int, words: str) -> None:
    response = ask(browser)

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_nothing_is_told_of_what_broke(browser: PageClient) -> None:
    page = server_error(browser).content.decode()

    assert "password" not in page
    assert "RuntimeError" not in page


@pytest.mark.django_db
def test_a_page_for_others_says_so_in_both_languages(inhabitant: Inhabitants) -> None:
    student = signed_in(inhabitant(Role.STUDENT))

    french, english = student.get("/gestion/journal/"), student.in_english().get("/gestion/journal/")

    assert (french.status_code, english.status_code) == (HTTPStatus.FORBIDDEN, HTTPStatus.FORBIDDEN)
    assert "<h1>Cette page est réservée à d’autres personnes</h1>" in french.content.decode()
    assert '<html lang="en">' in english.content.decode()
