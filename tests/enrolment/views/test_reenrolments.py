"""The officers' pages of re-enrolments, within their composantes."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peristyle.enrolment.models import Admission, ReenrolmentImport
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.factories import StepFactory, component
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.letters import Outbox
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE = "/gestion/scolarite/reinscriptions/"


@pytest.fixture(autouse=True)
def summer(at: Traveller) -> None:
    at("2026-07-10 10:00")


@pytest.fixture
def student(inhabitant: Inhabitants) -> Person:
    person = inhabitant(Role.STUDENT)
    Person.objects.filter(pk=person.pk).update(student_number="22100042")
    return person


def test_an_officer_authorises_a_student_and_sees_it(
    student: Person, inhabitant: Inhabitants, max_queries: Callable[..., Any]
) -> None:
    step = StepFactory.create()
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))

    unknown = browser.post(PAGE, {"student_number": "1", "step": step.pk})
    done = browser.post(PAGE, {"student_number": " 22100042", "step": step.pk, "grant_holder": "on"})

    assert "Aucun étudiant n’a ce numéro" in unknown.content.decode()
    assert done.status_code == 302
    assert Admission.objects.get().person == student
    with max_queries(9):
        assert "22100042" in browser.get(PAGE).content.decode()


def test_an_officer_authorises_within_their_composante_only(student: Person, inhabitant: Inhabitants) -> None:
    law = StepFactory.create(code="DR1", degree__code="LDR", degree__component=component("DSP"))
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER, component=component("ECO")))

    answer = browser.post(PAGE, {"student_number": "22100042", "step": law.pk})

    assert answer.status_code == 422
    assert not Admission.objects.exists()


def test_a_file_is_brought_looked_at_confirmed_and_reported(
    student: Person, inhabitant: Inhabitants, run_due_tasks: Callable[..., list[str]]
) -> None:
    StepFactory.create()
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))
    file = SimpleUploadedFile("jurys.csv", b"numero_etudiant;etape\n22100042;EE1\n9;EE1\n", "text/csv")

    page = browser.post(f"{PAGE}fichiers/", {"file": file})["Location"]
    run_due_tasks()
    assert not Admission.objects.exists()
    browser.post(f"{page}import/")
    run_due_tasks()
    report = browser.get(page).content.decode()

    done = ReenrolmentImport.objects.get()
    assert (done.added, done.refused) == (1, 1)
    assert "Aucune personne n’a le numéro étudiant" in report
    assert "jurys.csv" in browser.get(f"{PAGE}fichiers/").content.decode()


def test_a_preview_writes_to_nobody(
    student: Person, inhabitant: Inhabitants, run_due_tasks: Callable[..., list[str]], outbox: Outbox
) -> None:
    StepFactory.create()
    browser = signed_in(inhabitant(Role.REGISTRAR_OFFICER))
    file = SimpleUploadedFile("jurys.csv", b"numero_etudiant;etape\n22100042;EE1\n", "text/csv")

    page = browser.post(f"{PAGE}fichiers/", {"file": file})["Location"]
    run_due_tasks()
    browser.post(f"{page}abandon/")
    run_due_tasks()

    assert not outbox
    assert not ReenrolmentImport.objects.exists()
