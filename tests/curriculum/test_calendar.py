"""The teaching calendar: in the database, on its page, on the home."""

from datetime import date
from http import HTTPStatus
from pathlib import Path

import pytest
from pytest_django import Settings

from peristyle.curriculum.actions.sync_calendar import sync_calendar
from peristyle.curriculum.models import CalendarPeriod
from peristyle.curriculum.queries import period_at
from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db

CALENDAR = "/calendrier/"


def page(browser: PageClient, query: str = "") -> str:
    response = browser.get(CALENDAR + query)
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


@pytest.fixture
def student(inhabitant: Inhabitants, at: Traveller) -> PageClient:
    at("2026-11-23 10:00")
    sync_calendar()
    return signed_in(inhabitant(Role.STUDENT))


def test_twice_the_same_file_changes_nothing() -> None:
    first = sync_calendar()
    before = sorted(CalendarPeriod.objects.values_list("year", "kind", "name_fr", "starts_on", "ends_on"))

    assert sync_calendar() == first == len(before) > 0
    assert sorted(CalendarPeriod.objects.values_list("year", "kind", "name_fr", "starts_on", "ends_on")) == before


def test_a_year_that_left_the_file_stays(tmp_path: Path, settings: Settings) -> None:
    sync_calendar()
    kept = CalendarPeriod.objects.filter(year=2026).count()

    settings.PERISTYLE_INSTITUTION = tmp_path / "institution.toml"
    (tmp_path / "calendar.toml").write_text("[[years]]\nnumber = 2027\n", encoding="utf-8")
    sync_calendar()

    assert CalendarPeriod.objects.filter(year=2026).count() == kept
    assert not CalendarPeriod.objects.filter(year=2027).exists()


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 7), "Enseignements du semestre 1"),
        (date(2026, 10, 28), "Vacances d’automne"),
        (date(2026, 12, 18), "Enseignements du semestre 1"),
        (date(2026, 12, 19), "Vacances de fin d’année"),
        (date(2027, 5, 15), "Examens du semestre 2, session 1"),
    ],
)
def test_a_day_lies_in_its_period_and_in_holidays_first(day: date, name: str) -> None:
    sync_calendar()

    period = period_at(day)

    assert period is not None
    assert period.name_fr == name


def test_a_day_between_periods_lies_in_none() -> None:
    sync_calendar()

    assert period_at(date(2026, 9, 1)) is None


def test_everybody_signed_in_reads_the_calendar_of_the_year(student: PageClient) -> None:
    shown = page(student)

    assert "2026-2027" in shown
    assert "Vacances d’automne" in shown
    assert "1er novembre 2026" in shown
    assert shown.count("en ce moment") == 1


def test_another_year_is_a_link_away(student: PageClient) -> None:
    assert "?annee=2027" in page(student)

    next_year = page(student, "?annee=2027")

    assert "17 décembre 2027" in next_year
    assert "en ce moment" not in next_year


@pytest.mark.parametrize("asked", ["?annee=1066", "?annee=abc", "?annee="])
def test_a_year_without_a_calendar_shows_the_present_one(student: PageClient, asked: str) -> None:
    assert "2026-2027" in page(student, asked)


def test_before_it_is_published_the_page_says_so(inhabitant: Inhabitants, at: Traveller) -> None:
    at("2040-10-01 10:00")

    assert "n’est pas encore publié" in page(signed_in(inhabitant(Role.TEACHER)))


def test_the_page_is_read_in_english_too(student: PageClient) -> None:
    assert "Autumn break" in page(student.in_english())


def test_the_home_tells_the_present_period_and_leads_to_the_calendar(student: PageClient) -> None:
    home = student.get("/").content.decode()

    assert "Enseignements du semestre 1" in home
    assert "Jusqu’au 18 décembre 2026." in home
    assert f'href="{CALENDAR}"' in home
