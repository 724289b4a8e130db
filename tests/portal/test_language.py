"""The other language: on the same page, remembered, and never a way out of the house."""

from http import HTTPStatus

import pytest

from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
SWITCH = "/langue/"


def test_french_comes_first(client: PageClient) -> None:
    response = client.get("/mentions-legales/")

    assert response["Content-Language"] == "fr"
    assert "Mentions légales" in response.content.decode()


@pytest.mark.parametrize(
    ("asked", "answered"), [("en-GB,en;q=0.9", "en"), ("fr-FR", "fr"), ("de-DE", "fr"), ("*", "fr"), ("", "fr")]
)
def test_a_browser_that_asks_for_english_gets_it_and_any_other_gets_french(
    client: PageClient, asked: str, answered: str
) -> None:
    assert client.get("/", headers={"Accept-Language": asked})["Content-Language"] == answered


def test_every_page_offers_the_other_language_and_keeps_its_address(client: PageClient) -> None:
    page = client.get("/connexion/?suite=/gestion/").content.decode()

    assert 'name="next" value="/connexion/?suite=/gestion/"' in page
    assert 'name="language" value="en" lang="en"' in page


def test_switching_keeps_the_page_and_is_remembered(client: PageClient) -> None:
    response = client.post(SWITCH, {"language": "en", "next": "/connexion/?suite=/gestion/"})

    assert response.status_code == HTTPStatus.FOUND
    assert response["Location"] == "/connexion/?suite=/gestion/"
    assert response.cookies["language"]["httponly"]
    assert response.cookies["language"]["samesite"] == "Lax"
    assert client.get("/")["Content-Language"] == "en"
    client.post(SWITCH, {"language": "fr", "next": "/"})
    assert client.get("/")["Content-Language"] == "fr"


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example/",
        "\\\\evil.example\\",
        "/\\evil.example",
        "http:evil.example",
        "javascript:alert(1)",
        "https://testserver@evil.example/",
        " https://evil.example/",
        "\thttps://evil.example/",
        "",
    ],
)
def test_nobody_is_sent_out_of_the_house(client: PageClient, foreign: str) -> None:
    response = client.post(SWITCH, {"language": "en", "next": foreign})

    assert response["Location"] == "/"


def test_a_page_that_refers_from_elsewhere_is_not_gone_back_to(client: PageClient) -> None:
    response = client.post(SWITCH, {"language": "en"}, headers={"Referer": "https://evil.example/"})

    assert response["Location"] == "/"


def test_following_a_link_changes_nothing(client: PageClient) -> None:
    client.get(SWITCH, {"language": "en"})

    assert client.get("/")["Content-Language"] == "fr"


@pytest.mark.parametrize("unknown", ["de", "xx", "", "../en", "en" * 500])
def test_a_language_we_do_not_speak_changes_nothing(client: PageClient, unknown: str) -> None:
    client.post(SWITCH, {"language": unknown, "next": "/"})

    assert client.get("/")["Content-Language"] == "fr"


def test_another_site_does_not_change_it() -> None:
    strict = PageClient(enforce_csrf_checks=True)

    assert strict.post(SWITCH, {"language": "en", "next": "/"}).status_code == HTTPStatus.FORBIDDEN
