"""Officers' pages: admissions by file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peristyle.enrolment.actions.sweep_reports import sweep_reports
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


def imported(browser: PageClient, run_due_tasks: Work, text: str, **answers: str) -> None:
    """Upload a file, look at it and confirm it."""
    page = send(browser, text, **answers)["Location"]
    run_due_tasks()
    browser.post(f"{page}import/")
    run_due_tasks()


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_a_file_is_looked_at_then_imported_in_the_background(browser: PageClient, run_due_tasks: Work) -> None:
    StepFactory.create()

    answer = send(browser, TITLES + GOOD)

    page = f"{ADMISSIONS}{AdmissionImport.objects.get().pk}/"
    assert answer["Location"] == page
    running = browser.get(page)
    assert "Lecture du fichier" in text(running)
    assert 'hx-trigger="every 1s"' in text(running)
    assert "Lecture du fichier" in text(browser.get(f"{page}avancement/", headers={"HX-Request": "true"}))
    run_due_tasks()
    assert browser.get(f"{page}avancement/").headers["HX-Refresh"] == "true"
    assert not Admission.objects.exists()
    seen = text(browser.get(page))
    assert "Rien n’est encore importé" in seen
    assert "lea@example.net" in seen
    browser.post(f"{page}import/")
    assert "Lecture du fichier" in text(browser.get(page))
    run_due_tasks()
    assert "Import terminé" in text(browser.get(page))
    assert Admission.objects.count() == 1


def test_a_preview_tells_what_would_change_and_what_would_be_refused(browser: PageClient, run_due_tasks: Work) -> None:
    StepFactory.create()
    imported(browser, run_due_tasks, TITLES + GOOD)

    send(browser, TITLES + GOOD + GOOD.replace("0001", "0002") + GOOD.replace("0001", "0003").replace("EE1", "ZZ9"))
    run_due_tasks()

    taken = AdmissionImport.objects.latest("pk")
    assert (taken.added, taken.updated, taken.unchanged, taken.refused) == (1, 0, 1, 1)
    assert "L’étape « ZZ9 » n’existe pas." in text(browser.get(f"{ADMISSIONS}{taken.pk}/"))
    assert Admission.objects.count() == 1
    browser.post(f"{ADMISSIONS}{taken.pk}/import/")
    run_due_tasks()
    taken.refresh_from_db()
    assert (taken.added, taken.updated, taken.unchanged, taken.refused) == (1, 0, 1, 1)
    assert taken.refused_lines.count() == 1


def test_what_was_looked_at_may_be_given_up(browser: PageClient, run_due_tasks: Work) -> None:
    StepFactory.create()
    send(browser, TITLES + GOOD)
    run_due_tasks()

    answer = browser.post(f"{ADMISSIONS}{AdmissionImport.objects.get().pk}/abandon/", follow=True)

    assert "rien n’en a été importé" in text(answer)
    assert not AdmissionImport.objects.exists()
    assert not Admission.objects.exists()


def test_a_file_is_confirmed_once_and_not_before_it_was_tried(browser: PageClient, run_due_tasks: Work) -> None:
    StepFactory.create()
    send(browser, TITLES + GOOD)
    taken = AdmissionImport.objects.get()

    too_early = browser.post(f"{ADMISSIONS}{taken.pk}/import/", follow=True)
    run_due_tasks()
    browser.post(f"{ADMISSIONS}{taken.pk}/import/")
    twice = browser.post(f"{ADMISSIONS}{taken.pk}/import/", follow=True)
    too_late = browser.post(f"{ADMISSIONS}{taken.pk}/abandon/", follow=True)
    run_due_tasks()

    assert "Ce fichier n’est pas, ou plus, à confirmer" in text(too_early)
    assert "Ce fichier n’est pas, ou plus, à confirmer" in text(twice)
    assert "Ce fichier n’est pas, ou plus, à confirmer" in text(too_late)
    assert Admission.objects.count() == 1


def test_with_all_or_nothing_a_wrong_line_leaves_nothing_to_confirm(browser: PageClient, run_due_tasks: Work) -> None:
    StepFactory.create()
    send(browser, TITLES + GOOD + "x;;;;;\n", all_or_nothing="on")
    run_due_tasks()

    page = text(browser.get(f"{ADMISSIONS}{AdmissionImport.objects.get().pk}/"))

    assert "Ce fichier ne peut pas être importé" in page
    assert "/import/" not in page


def test_a_file_nobody_confirmed_is_forgotten_after_a_week(
    browser: PageClient, run_due_tasks: Work, at: Traveller
) -> None:
    send(browser, TITLES + GOOD)
    run_due_tasks()

    at("2026-07-18 10:00")
    sweep_reports.call()

    assert not AdmissionImport.objects.exists()


def test_a_file_of_parcoursup_is_read_as_it_comes(browser: PageClient, run_due_tasks: Work) -> None:
    step = StepFactory.create()
    titles = "Numéro candidat;Nom;Prénom;Civilité;Date de Naissance;e-mail du candidat\n"

    imported(browser, run_due_tasks, titles + "123456;Martin;Léa;Mme;12/05/2007;lea@example.net\n", step=str(step.pk))

    admission = Admission.objects.get()
    assert (admission.application_number, admission.step, admission.origin) == ("P260123456", step, "parcoursup")


def test_an_officer_of_a_composante_says_no_other_etape(inhabitant: Inhabitants) -> None:
    law = StepFactory.create(code="DR1", degree__code="LDR", degree__component=component("DSP"))
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    answer = send(browser, TITLES + GOOD, step=str(law.pk))

    assert answer.status_code == 422
    assert not AdmissionImport.objects.exists()


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

    assert "Ce fichier ne peut pas être importé" in first
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
