"""IT's pages: staff and guests by file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from peristyle.accounts.models import PeopleImport
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
LIST = "/gestion/comptes/import/"
STAFF = "matricule;nom;prenom;date_naissance;mail;type\nP1001;Églantine;Rose;12/05/1980;rose@example.org;personnel\n"
Work = Callable[..., list[str]]


@pytest.fixture
def browser(inhabitant: Inhabitants) -> PageClient:
    return signed_in(inhabitant(Role.IT_STAFF))


def send(browser: PageClient, text: str, **answers: str) -> Any:
    """Upload a file."""
    file = SimpleUploadedFile("people.csv", text.encode(), content_type="text/csv")
    return browser.post(LIST, {"file": file, "kind": "staff", **answers})


def text(response: Any) -> str:
    """What a page says."""
    return response.content.decode()


def test_a_file_is_imported_in_the_background_and_reported(browser: PageClient, run_due_tasks: Work) -> None:
    answer = send(browser, f"{STAFF}P1002;;;;;\n")
    taken = PeopleImport.objects.get()
    assert answer["Location"] == f"{LIST}{taken.pk}/"
    assert "Lecture du fichier" in text(browser.get(f"{LIST}{taken.pk}/"))
    assert "Lecture du fichier" in text(browser.get(f"{LIST}{taken.pk}/avancement/", headers={"HX-Request": "true"}))

    run_due_tasks()

    assert Person.objects.filter(staff_number="P1001").exists()
    report = text(browser.get(f"{LIST}{taken.pk}/"))
    assert "est vide" in report
    assert browser.get(f"{LIST}{taken.pk}/avancement/").headers["HX-Refresh"] == "true"
    assert "people.csv" in text(browser.get(LIST))


def test_whom_the_file_tells_of_is_asked_for(browser: PageClient) -> None:
    answer = send(browser, STAFF, kind="")

    assert answer.status_code == 422
    assert "Le fichier contient —" in text(answer)


@pytest.mark.parametrize("role", [Role.STAFF, Role.HELPDESK_AGENT, Role.REGISTRAR_OFFICER])
def test_these_pages_are_for_it(inhabitant: Inhabitants, role: Role) -> None:
    assert signed_in(inhabitant(role)).get(LIST).status_code == 403
