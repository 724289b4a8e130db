"""The home: the sign-in page to a stranger, their own home to everybody else, always in the same order."""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peristyle.accounts.public import account_of_person, suspend
from peristyle.kernel import services
from peristyle.kernel.permissions import Role, roles_with
from peristyle.kernel.services import Block, HomeItem
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.portal.factories import BannerFactory

pytestmark = pytest.mark.django_db

SIX_SERVICES = ["Scolarité", "Mail", "Cours en ligne", "Emploi du temps", "Notes", "Assistance"]
EVERYBODY = [
    Role.STUDENT,
    Role.TEACHER,
    Role.STAFF,
    Role.REGISTRAR_OFFICER,
    Role.PLANNER,
    Role.HELPDESK_AGENT,
    Role.IT_STAFF,
]
MaxQueries = Callable[[int], AbstractContextManager[None]]


def test_a_stranger_finds_the_sign_in_page(client: PageClient) -> None:
    page = client.get("/").content.decode()

    assert "Votre environnement numérique de travail personnalisé (ENT)" in page
    assert "Pour faciliter vos études" in page
    assert "IDENTIFIANT" in page.upper()
    assert "MOT DE PASSE" in page.upper()
    assert "SE CONNECTER" in page.upper()
    assert f'href="{reverse("accounts:first_connection")}"' in page
    assert "1ère connexion" in page
    assert f'href="{reverse("accounts:connection_problem")}"' in page
    assert "Problème de connexion" in page


def test_a_stranger_finds_it_in_english_too(client: PageClient) -> None:
    page = client.in_english().get("/").content.decode()

    assert '<html lang="en">' in page
    assert "IDENTIFIANT" not in page.upper()


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_is_greeted_by_name_among_the_six_services(inhabitant: Inhabitants, role: Role) -> None:
    page = home_of(inhabitant(role))

    assert "<h1>Bonjour Camille</h1>" in page
    assert [name for name in tiles_of(page) if name in SIX_SERVICES] == SIX_SERVICES


def test_the_home_speaks_english(inhabitant: Inhabitants) -> None:
    page = signed_in(inhabitant(Role.STUDENT)).in_english().get("/").content.decode()

    assert "<h1>Hello Camille</h1>" in page
    assert "Opening planned for 2027" in page


def test_a_service_that_is_not_open_says_when_it_will_be_and_leads_nowhere(inhabitant: Inhabitants) -> None:
    page = home_of(inhabitant(Role.STUDENT))

    for service in services.services():
        tile = tile_of(page, str(service.name))
        if service.url_name:
            assert f'href="{reverse(service.url_name)}"' in tile
        else:
            assert "<a" not in tile
            assert "Ouverture prévue en 2027" in tile


def test_scolarite_is_open(inhabitant: Inhabitants) -> None:
    student = signed_in(inhabitant(Role.STUDENT))

    (link,) = re.findall(r'<a [^>]*href="([^"]+)"', tile_of(student.get("/").content.decode(), "Scolarité"))

    assert student.get(link).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.REGISTRAR_OFFICER, "Admissions"),
        (Role.HELPDESK_AGENT, "Bandeaux d’information"),
        (Role.IT_STAFF, "Journal"),
    ],
)
def test_the_home_lists_what_the_role_manages_and_nothing_else(inhabitant: Inhabitants, role: Role, name: str) -> None:
    page = home_of(inhabitant(role))

    held = {role, Role.STAFF}  # an officer is a member of the staff
    managed = [str(managed.name) for managed in services.management_pages() if held & roles_with(managed.capability)]
    assert name in managed
    assert lines_after(page, "Mes services") == managed
    assert f'href="{reverse("portal:management")}"' in page


@pytest.mark.parametrize("role", [Role.STUDENT, Role.GUEST])
def test_who_manages_nothing_is_shown_no_management(inhabitant: Inhabitants, role: Role) -> None:
    assert "/gestion/" not in home_of(inhabitant(role))


def test_blocks_come_in_their_order_whatever_they_hold(
    inhabitant: Inhabitants, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = inhabitant(Role.REGISTRAR_OFFICER)
    BannerFactory.create(title_fr="Tram 1 interrompu")
    monkeypatch.setattr(services, "_home_providers", {block: [] for block in Block})
    for block in reversed(Block):
        services.register_home_provider(block, lines_of(block))

    page = home_of(officer)

    order = [
        "Tram 1 interrompu",
        "<h1>Bonjour",
        "line of NOW",
        "line of TO_DO",
        "line of NEW",
        "Mes services",
        "Gestion<",
    ]
    places = [page.index(word, page.index("<main")) for word in order]
    assert places == sorted(places)


def test_lines_of_the_home_are_texts_and_lead_where_they_say(
    inhabitant: Inhabitants, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_home_providers", {block: [] for block in Block})
    hostile = HomeItem("<script>alert(1)</script>", detail="<b>", url=reverse("helpdesk:help"))
    services.register_home_provider(Block.NEW, lambda _person: [hostile])

    page = home_of(inhabitant(Role.STUDENT))

    assert "<script>alert" not in page
    assert f'<a class="entry-title" href="{reverse("helpdesk:help")}">&lt;script&gt;' in page


def test_nothing_to_do_is_said_in_words_and_nothing_new_is_not(
    inhabitant: Inhabitants, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "_home_providers", {block: [] for block in Block})

    page = home_of(inhabitant(Role.STUDENT))

    assert "Rien à faire pour le moment." in page
    assert "Nouveau</h2>" not in page


def test_banners_are_shown_in_the_reader_s_language(inhabitant: Inhabitants, at: Traveller) -> None:
    at("2026-10-01 08:55")
    student = inhabitant(Role.STUDENT)
    BannerFactory.create(title_fr="Tram 1 interrompu", title_en="Tram 1 is down", text_fr="<b>", kind="danger")

    french = home_of(student)
    english = signed_in(student).in_english().get("/").content.decode()

    assert "Tram 1 interrompu" in french
    assert "&lt;b&gt;" in french
    assert 'role="alert"' in french
    assert "Tram 1 is down" in english
    assert "Tram 1 interrompu" not in english


def test_who_may_only_prepare_to_leave_is_led_there(inhabitant: Inhabitants, at: Traveller) -> None:
    at("2026-10-01 08:55")
    student = inhabitant(Role.STUDENT)
    affiliation = student.affiliations.get()
    affiliation.ends_on = "2026-10-01"
    affiliation.save()

    at("2028-01-05 08:55")

    assert signed_in(student).get("/")["Location"] == reverse("accounts:closing")


def test_who_was_suspended_since_is_a_stranger(inhabitant: Inhabitants) -> None:
    student = inhabitant(Role.STUDENT)
    browser = signed_in(student)
    account = account_of_person(student.pk)
    assert account is not None

    suspend(account, reason="Vol de session", by=None)

    assert "Bonjour" not in browser.get("/").content.decode()


def test_the_home_costs_the_same_however_many_people_there_are(inhabitant: Inhabitants) -> None:
    student = inhabitant(Role.STUDENT)
    alone = queries_of(student)

    for _ in range(20):
        inhabitant(Role.STUDENT)

    assert queries_of(student) == alone


@pytest.mark.parametrize("role", EVERYBODY)
def test_the_home_keeps_its_budget(inhabitant: Inhabitants, role: Role, max_queries: MaxQueries) -> None:
    browser = signed_in(inhabitant(role))
    lines = sum(len(providers) for providers in services._home_providers.values())

    # Session, account, suspensions, affiliations, roles, banners; then one query for each room with something to say.
    with max_queries(6 + lines):
        browser.get("/")


def home_of(person: Any) -> str:
    """The home of somebody, in French."""
    response = signed_in(person).get("/")
    assert response.status_code == HTTPStatus.OK
    return str(response.content.decode())


def tiles_of(page: str) -> list[str]:
    """The names of the services shown."""
    return re.findall(r'<span class="tile-name">([^<]+)</span>', page)


def tile_of(page: str, name: str) -> str:
    """The tile of a service."""
    (tile,) = [tile for tile in re.findall(r'<li class="tile.*?</li>', page, re.DOTALL) if f">{name}<" in tile]
    return tile


def lines_after(page: str, heading: str) -> list[str]:
    """The lines that lead somewhere, below a heading."""
    return re.findall(r'class="entry-title" href="[^"]+">([^<]+)<', page[page.index(heading) :])


def lines_of(block: Block) -> Callable[[Any], Iterable[HomeItem]]:
    """A line that says its block."""
    return lambda _person: [HomeItem(f"line of {block.name}")]


def queries_of(person: Any) -> int:
    """How many queries the home of somebody costs."""
    browser = signed_in(person)
    with CaptureQueriesContext(connection) as captured:
        browser.get("/")
    return len(captured)
