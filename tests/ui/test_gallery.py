"""The gallery shows every component, to IT staff."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.urls import reverse

from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.harness.page_client import PageClient
from tests.harness.sources import HOUSE, text_of

TEMPLATES = HOUSE / "ui" / "templates" / "ui"
#: What the gallery does not show, and why.
EXEMPT = {
    "hidden": "there is nothing to see",
    "honeypot": "people do not see it; once filled it is a field, which is shown",
    "username": "nobody sees it: password managers read it",
}


def test_every_component_is_shown_or_there_is_nothing_to_see() -> None:
    source = text_of(TEMPLATES / "components.html")
    components = re.findall(r"{% (?:macro ([a-z]\w*)\(|set ([a-z]\w*) = (?:signs|forms)\.)", source)
    shown = set(re.findall(r"\bui\.(\w+)\(", text_of(TEMPLATES / "gallery.html")))

    names = {macro or imported for macro, imported in components}
    assert sorted(names - shown - set(EXEMPT)) == []
    assert sorted(set(EXEMPT) - names | set(EXEMPT) & shown) == []


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
