"""Officers' pages: admissions by file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peristyle.enrolment.models import Admission, AdmissionImport
from peristyle.kernel.permissions import Role
from peristyle.ui import imports
from tests.enrolment.factories import StepFactory, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
ADMISSIONS = "/gestion/scolarite/admissions/"
TITLES = "numero_candidature;nom;prenom;date_naissance;mail;etape\n"
GOOD = "P260000001;Martin;Léa;12/05/2007;lea@example.net;EE1\n"
Work = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER))


def send(browser: PageClient, text: str, **answers: str) -> Any:
    """Upload a file."""
    file = SimpleUploadedFile("admissions.csv", text.encode(), content_type="text/csv")
    return browser.post(ADMISSIONS, {"file": file, **answers})


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_a_file_is_imported_in_the_background(browser: PageClient, run_due_tasks: Work) -> None:
    StepFactory.create()

    answer = send(browser, TITLES + GOOD)

    taken = AdmissionImport.objects.get()
    assert answer["Location"] == f"{ADMISSIONS}{taken.pk}/"
    running = browser.get(f"{ADMISSIONS}{taken.pk}/")
    assert "Lecture du fichier" in text(running)
    assert 'hx-trigger="every 1s"' in text(running)
    assert "Lecture du fichier" in text(
        browser.get(f"{ADMISSIONS}{taken.pk}/avancement/", headers={"HX-Request": "true"})
    )
    run_due_tasks()
    assert browser.get(f"{ADMISSIONS}{taken.pk}/avancement/").headers["HX-Refresh"] == "true"
    assert "Import terminé" in text(browser.get(f"{ADMISSIONS}{taken.pk}/"))
    assert Admission.objects.count() == 1


def test_progress_is_shown_without_scripts_too(browser: PageClient) -> None:
    send(browser, TITLES + GOOD)
    AdmissionImport.objects.update(rows_total=300, rows_done=184)

    page = text(browser.get(f"{ADMISSIONS}{AdmissionImport.objects.get().pk}/"))

    assert 'value="184"' in page
    assert "Actualiser" in page


def test_the_report_is_shown_a_page_at_a_time(
    browser: PageClient, run_due_tasks: Work, max_queries: Callable[..., Any]
) -> None:
    send(browser, TITLES + "x;;;;;\n" * 60, all_or_nothing="on")
    run_due_tasks()
    address = f"{ADMISSIONS}{AdmissionImport.objects.get().pk}/"

    with max_queries(9):
        first = text(browser.get(address))
    second = text(browser.get(f"{address}?page=2"))

    assert "Rien n’a été importé" in first
    assert first.count("La case « nom » est vide") == 50
    assert second.count("La case « nom » est vide") == 10


def test_a_list_of_imports_costs_the_same_however_long(browser: PageClient, max_queries: Callable[..., Any]) -> None:
    for _ in range(25):
        send(browser, TITLES)

    with max_queries(9):
        page = text(browser.get(ADMISSIONS))

    assert "page=2" in page


@pytest.mark.parametrize(("content", "said"), [("", "Ce fichier est vide"), (None, "Fichier des admissions —")])
def test_no_file_is_said_to_be_none(browser: PageClient, content: str | None, said: str) -> None:
    answer = send(browser, content) if content is not None else browser.post(ADMISSIONS)

    assert answer.status_code == 422
    assert said in text(answer)


def test_a_file_too_large_is_refused(browser: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "LARGEST_FILE", 10)

    assert "dépasse 20 Mo" in text(send(browser, TITLES))


@pytest.mark.parametrize("page", [ADMISSIONS, f"{ADMISSIONS}1/"])
def test_these_pages_are_for_officers(inhabitant: Inhabitants, page: str) -> None:
    assert signed_in(inhabitant(Role.STUDENT)).get(page).status_code == 403


def test_another_officer_s_import_within_a_composante_is_not_shown(
    browser: PageClient, inhabitant: Inhabitants
) -> None:
    send(browser, TITLES + GOOD)
    within = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    assert within.get(f"{ADMISSIONS}{AdmissionImport.objects.get().pk}/").status_code == 404
