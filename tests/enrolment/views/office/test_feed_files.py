"""Enrolments of another system by file: two files of ours, or a list of Apogée."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peristyle.audit.public import journal
from peristyle.enrolment.models import Enrolment, FeedRun
from peristyle.kernel.permissions import Role
from tests.enrolment.factories import StepFactory, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE = "/gestion/scolarite/synchronisation/fichiers/"
STUDENTS = "numero_etudiant;nom;prenom;date_naissance\n00120042;Martin;Léa;12/05/2007\n"
ENROLMENTS = "numero_etudiant;annee;chemin\n00120042;2026;EE1\n"
APOGEE = "COD_ETU\tCOD_NNE_IND\tCOD_CLE_NNE_IND\tCOD_SEX_ETU\tLIB_NOM_PAT_IND\tLIB_PR1_IND\tDATE_NAI_IND\t\
COD_ANU\tCOD_ETP\tCOD_VRS_VET\tETA_IAE\tTEM_IAE_PRM\tTEM_BRS_IAA\r\n"
LEA = "00120042\t0600000001\tP\tF\tMartin\tLéa\t12/05/2007\t2026\tEE1\t100\tE\tO\tO\r\n"
Work = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")
    StepFactory.create()


@pytest.fixture
def browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.REGISTRAR_OFFICER))


def send(browser: PageClient, enrolments: str, students: str = "", **answers: str) -> Any:
    """Bring one file, or two."""
    files = {"file": SimpleUploadedFile("inscriptions.csv", enrolments.encode("latin-1"), "text/csv")}
    if students:
        files["students"] = SimpleUploadedFile("etudiants.csv", students.encode(), "text/csv")
    return browser.post(PAGE, {**files, **answers})


def imported(browser: PageClient, run_due_tasks: Work, *texts: str) -> FeedRun:
    """Bring files, look at them and confirm them."""
    page = send(browser, *texts)["Location"]
    run_due_tasks()
    browser.post(f"{page}import/")
    run_due_tasks()
    return FeedRun.objects.latest("pk")


def text(response: Any) -> str:
    return str(response.content.decode())


def test_two_files_are_joined_looked_at_and_imported(browser: PageClient, run_due_tasks: Work) -> None:
    page = send(browser, ENROLMENTS, STUDENTS)["Location"]
    run_due_tasks()
    seen = text(browser.get(page))
    assert "Rien n’est encore importé" in seen
    assert "Martin" in seen
    assert not Enrolment.objects.exists()

    browser.post(f"{page}import/")
    run_due_tasks()

    assert "Import terminé" in text(browser.get(page))
    assert Enrolment.objects.get().person.student_number == "00120042"
    assert journal(action="enrolment.finish_feed").get().actor is not None


def test_a_list_of_apogee_is_known_by_its_titles(browser: PageClient, run_due_tasks: Work) -> None:
    done = imported(browser, run_due_tasks, APOGEE + LEA)
    again = imported(browser, run_due_tasks, APOGEE + LEA)

    assert (done.source, done.added, again.unchanged) == ("apogee", 1, 1)
    enrolment = Enrolment.objects.get()
    assert (enrolment.person.national_id, enrolment.person.civility) == ("0600000001P", "mme")
    assert enrolment.file.admission.grant_holder


def test_an_enrolment_apogee_cancelled_is_cancelled(browser: PageClient, run_due_tasks: Work) -> None:
    imported(browser, run_due_tasks, APOGEE + LEA)

    imported(browser, run_due_tasks, APOGEE + LEA.replace("\tE\t", "\tR\t"))

    assert Enrolment.objects.get().cancelled_at


def test_our_own_export_at_apogee_s_names_is_read_back(browser: PageClient, run_due_tasks: Work) -> None:
    imported(browser, run_due_tasks, APOGEE + LEA)
    asked = browser.post(
        "/gestion/scolarite/exports/", {"year": 2026, "state": "standing", "layout": "apogee", "format": "csv"}
    )
    run_due_tasks()
    exported = b"".join(browser.get(f"{asked['Location']}fichier/")).decode("utf-8-sig")  # type: ignore[call-overload]

    again = imported(browser, run_due_tasks, exported)

    assert (again.source, again.refused, again.unchanged) == ("apogee", 0, 1)


def test_a_line_that_cannot_be_read_keeps_its_number_and_reason(browser: PageClient, run_due_tasks: Work) -> None:
    done = imported(browser, run_due_tasks, APOGEE + "x\t" * 20 + "x\r\n" + LEA + LEA.replace("EE1", "ZZ9"))

    assert done.added == 1
    assert [(each.line, each.code) for each in done.refused_lines.all()] == [
        (2, "too_many_cells"),
        (4, "unknown_step"),
    ]


@pytest.mark.parametrize(
    ("enrolments", "students", "said"),
    [
        (ENROLMENTS, "numero;nom\n1;Martin\n", "La colonne «\u202fnumero_etudiant\u202f» manque"),
        (APOGEE + LEA, STUDENTS, "retirez ce fichier"),
    ],
)
def test_files_that_do_not_go_together_are_refused_at_their_field(
    browser: PageClient, enrolments: str, students: str, said: str
) -> None:
    answer = send(browser, enrolments, students)

    assert answer.status_code == 422
    assert said in text(answer)
    assert not FeedRun.objects.exists()


def test_an_officer_of_a_composante_imports_for_its_etapes_only(inhabitant: Inhabitants, run_due_tasks: Work) -> None:
    StepFactory.create(code="DR1", degree__code="LDR", degree__component=component("DSP"))
    within = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    done = imported(within, run_due_tasks, APOGEE + LEA + LEA.replace("00120042", "00120043").replace("EE1", "DR1"))

    assert (done.added, done.refused) == (1, 1)
    assert done.refused_lines.get().code == "step_elsewhere"


def test_another_officer_s_files_within_a_composante_are_not_shown(
    browser: PageClient, inhabitant: Inhabitants
) -> None:
    page = send(browser, APOGEE + LEA)["Location"]
    within = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    assert within.get(page).status_code == 404
    assert within.post(f"{page}import/").status_code == 404


def test_what_waits_for_a_word_is_no_reading_yet(browser: PageClient, run_due_tasks: Work) -> None:
    send(browser, APOGEE + LEA)
    run_due_tasks()

    readings = text(browser.get("/gestion/scolarite/synchronisation/"))
    assert "Aucune lecture pour le moment" in readings
    assert PAGE in readings


def test_what_was_looked_at_may_be_given_up(browser: PageClient, run_due_tasks: Work) -> None:
    page = send(browser, APOGEE + LEA)["Location"]
    run_due_tasks()

    browser.post(f"{page}abandon/")

    assert not FeedRun.objects.exists()
