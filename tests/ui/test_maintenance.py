"""The house shut for works: every page says so, in both languages, without database, until the sign is taken away."""

from http import HTTPStatus
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.harness.page_client import PageClient


@pytest.fixture
def sign(settings: Settings, tmp_path: Path) -> Path:
    """The file that shuts the house, put up."""
    settings.PERISTYLE_DATA = tmp_path
    sign = tmp_path / "maintenance"
    sign.touch()
    return sign


# No test here but the last asks for the database: pytest-django refuses every query.


@pytest.mark.parametrize("path", ["/", "/connexion/", "/gestion/journal/", "/nulle-part/"])
def test_every_page_says_that_the_house_is_shut_and_when_to_come_back(sign: Path, path: str) -> None:
    response = PageClient().get(path)

    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert response["Retry-After"] == "300"
    assert "<h1>L’ENT est fermé pour quelques instants</h1>" in response.content.decode()


def test_it_says_so_in_english(sign: Path) -> None:
    page = PageClient().in_english().get("/").content.decode()

    assert '<html lang="en">' in page
    assert "L’ENT est fermé" not in page


def test_nothing_is_done_meanwhile(sign: Path) -> None:
    response = PageClient().post("/connexion/", {"login": "lea", "password": "une-phrase"})

    assert response.status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_the_page_is_as_well_guarded_as_the_others(sign: Path) -> None:
    response = PageClient().get("/")

    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_what_watches_over_the_house_goes_on_watching(sign: Path) -> None:
    assert PageClient().get("/sante/vivant").status_code == HTTPStatus.OK


@pytest.mark.django_db
def test_once_the_sign_is_taken_away_the_house_is_open(sign: Path) -> None:
    browser = PageClient()
    assert browser.get("/").status_code == HTTPStatus.SERVICE_UNAVAILABLE

    sign.unlink()

    assert browser.get("/").status_code == HTTPStatus.OK
