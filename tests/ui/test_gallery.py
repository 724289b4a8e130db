"""The gallery shows every component, to IT staff."""

from collections.abc import Callable
from http import HTTPStatus

from django.urls import reverse

from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.page_client import PageClient


def test_it_staff_see_every_component(
    inhabitant: Callable[[Role], Person], client_for: Callable[[Person], PageClient]
) -> None:
    client = client_for(inhabitant(Role.IT_STAFF))

    page = client.get(reverse("ui:gallery"))

    assert page.status_code == HTTPStatus.OK
    assert "Formulaire à corriger" in page.content.decode()


def test_the_gallery_speaks_english(
    inhabitant: Callable[[Role], Person], client_for: Callable[[Person], PageClient]
) -> None:
    client = client_for(inhabitant(Role.IT_STAFF)).in_english()

    assert "Component gallery" in client.get(reverse("ui:gallery")).content.decode()


def test_students_do_not_see_it(
    inhabitant: Callable[[Role], Person], client_for: Callable[[Person], PageClient]
) -> None:
    client = client_for(inhabitant(Role.STUDENT))

    assert client.get(reverse("ui:gallery")).status_code == HTTPStatus.FORBIDDEN
