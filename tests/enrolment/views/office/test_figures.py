"""The figures, beside the same day a year before."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from peristyle.curriculum.public import open_year
from peristyle.enrolment.actions.office.cancel_enrolment import cancel_enrolment
from peristyle.enrolment.models import CancellationReason
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import AdmissionFactory, DegreeFactory, StepFactory, an_enrolment, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
FIGURES = "/gestion/scolarite/chiffres/"


@pytest.fixture
def two_years(at: Traveller, inhabitant: Inhabitants) -> None:
    """Two enrolled last July, one of them on the 20th; three this July, one of whom gave up."""
    last_year = open_year(2025)
    for day in (5, 20):
        at(f"2025-07-{day:02d} 10:00")
        an_enrolment(admission__academic_year=last_year)
    at("2026-07-08 10:00")
    officer = inhabitant(Role.REGISTRAR_OFFICER)
    an_enrolment()
    degree = DegreeFactory.create(code="LINF", name="Licence Informatique", component=component("FDS"))
    an_enrolment(admission__step=StepFactory.create(code="HA1", label="=HYPERLINK(1)", degree=degree))
    given_up = an_enrolment()
    at("2026-07-10 10:00")
    cancel_enrolment(given_up, reason=CancellationReason.RESIGNATION, explanation="Part", by=officer)
    AdmissionFactory.create()


def rows(browser: PageClient, query: str = "") -> list[list[str]]:
    """The lines of the export."""
    text = browser.get(f"{FIGURES}export.csv{query}").content.decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter=";"))[1:]


@pytest.mark.usefixtures("two_years")
def test_each_etape_stands_beside_the_same_day_of_last_year(inhabitant: Inhabitants) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))

    assert rows(browser) == [
        ["ECO", "EE1", "100", "L1 Economie", "1", "1", "1", "0"],
        ["FDS", "HA1", "100", "'=HYPERLINK(1)", "1", "0", "0", "1"],
    ]


@pytest.mark.usefixtures("two_years")
def test_a_past_day_shows_what_stood_then(inhabitant: Inhabitants) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))

    assert rows(browser, "?jour=08/07/2026&composante=ECO") == [
        ["ECO", "EE1", "100", "L1 Economie", "2", "0", "1", "1"]
    ]


@pytest.mark.usefixtures("two_years")
def test_the_page_draws_both_years_and_tells_the_same_in_a_table(
    inhabitant: Inhabitants, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))

    with max_queries(14):
        page = browser.get(FIGURES).content.decode()

    assert "<polyline" in page
    assert "2 inscriptions au" in page
    assert "Inscriptions par jour" in page
    assert "+1 (+100" in page


@pytest.mark.usefixtures("two_years")
def test_an_officer_of_a_composante_counts_theirs(inhabitant: Inhabitants) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("FDS")))

    assert [row[0] for row in rows(browser)] == ["FDS"]
    assert browser.get(f"{FIGURES}?composante=ECO").status_code == 422


def test_nothing_to_count_is_said(inhabitant: Inhabitants) -> None:
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))

    assert "Aucune inscription" in browser.get(FIGURES).content.decode()
