"""/gestion/: to each role its pages."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse

from peristyle.kernel import services
from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.REGISTRAR_OFFICER, "Admissions"),
        (Role.HELPDESK_AGENT, "Bandeaux d’information"),
        (Role.IT_STAFF, "Tâches de fond"),
    ],
)
def test_each_role_finds_its_pages_and_may_open_them(inhabitant: Inhabitants, role: Role, name: str) -> None:
    browser = signed_in(inhabitant(role))

    page = browser.get("/gestion/").content.decode()

    found = re.findall(r'class="entry-title" href="([^"]+)">([^<]+)<', page)
    assert name in [name for _, name in found]
    assert {browser.get(address).status_code for address, _ in found} == {HTTPStatus.OK}


@pytest.mark.parametrize("role", [Role.STUDENT, Role.GUEST])
def test_who_manages_nothing_is_told_so(inhabitant: Inhabitants, role: Role) -> None:
    page = signed_in(inhabitant(role)).get("/gestion/").content.decode()

    assert "Aucune page de gestion ne vous est ouverte." in page


def test_a_page_that_is_not_listed_is_forbidden(inhabitant: Inhabitants) -> None:
    browser = signed_in(inhabitant(Role.HELPDESK_AGENT))
    listed = browser.get("/gestion/").content.decode()

    for page in services.management_pages():
        address = reverse(page.url_name)
        expected = HTTPStatus.OK if f'href="{address}"' in listed else HTTPStatus.FORBIDDEN
        assert browser.get(address).status_code == expected, address


def test_a_stranger_is_sent_to_the_sign_in_page(client: PageClient) -> None:
    assert client.get("/gestion/")["Location"] == "/connexion/?suite=/gestion/"


def test_the_index_speaks_english(inhabitant: Inhabitants) -> None:
    page = signed_in(inhabitant(Role.IT_STAFF)).in_english().get("/gestion/").content.decode()

    assert "Background tasks" in page
