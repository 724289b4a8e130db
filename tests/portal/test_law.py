"""The pages that the law wants, reachable from every page."""

import re
import shutil
from collections.abc import Callable, Iterator
from html import escape
from http import HTTPStatus
from pathlib import Path

import pytest
from pytest_django import Settings

from peristyle.kernel import institution
from peristyle.kernel.permissions import Role
from tests.harness.inhabitants import Inhabitants, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db

LEGAL = ["/accessibilite/", "/mentions-legales/", "/donnees-personnelles/"]
STATEMENT = "/accessibilite/"
#: What the imposed form of the statement must hold (arrêté du 20 septembre 2019).
SECTIONS = [
    "État de conformité",
    "Résultats des tests",
    "Contenus non accessibles",
    "Établissement de cette déclaration",
    "Retour d’information et contact",
    "Voies de recours",
]
#: The three kinds of what is not accessible.
INACCESSIBLE = [
    "Non-conformités",
    "Dérogations pour charge disproportionnée",
    "Contenus non soumis à l’obligation d’accessibilité",
]
Audited = Callable[..., None]


@pytest.fixture
def audited(settings: Settings, tmp_path: Path) -> Iterator[Audited]:
    """`audited(met=30)` records an audit of 60 criteria, made on 1 June 2026."""

    def record(*, met: int) -> None:
        folder = Path(shutil.copytree(Path(settings.PERISTYLE_INSTITUTION).parent, tmp_path / "institution"))
        with (folder / "institution.toml").open("a", encoding="utf-8") as file:
            file.write(
                f"""
[accessibility_audit]
made_on = 2026-06-01
made_by = "le cabinet Portes ouvertes"
criteria_applicable = 60
criteria_met = {met}
failures_fr = ["Le plan du campus n’a pas d’alternative."]
failures_en = ["The map of the campus has no alternative."]
derogations_fr = ["Les thèses numérisées avant 2010\u202f: leur reprise coûterait trop."]
derogations_en = ["Theses scanned before 2010: redoing them would cost too much."]
outside_fr = ["Les cartes du campus en ligne."]
outside_en = ["Online maps of the campus."]
"""
            )
        settings.PERISTYLE_INSTITUTION = folder / "institution.toml"
        institution.current.cache_clear()

    yield record
    institution.current.cache_clear()


@pytest.mark.parametrize("path", LEGAL)
def test_they_are_open_to_all_in_both_languages(client: PageClient, path: str) -> None:
    french, english = client.get(path), client.in_english().get(path)

    assert (french.status_code, english.status_code) == (HTTPStatus.OK, HTTPStatus.OK)
    assert french.content != english.content


@pytest.mark.parametrize("path", ["/", "/connexion/", "/premiere-connexion/", "/inscription/", *LEGAL])
def test_every_page_leads_to_them(client: PageClient, path: str) -> None:
    page = client.get(path).content.decode()

    assert all(f'href="{legal}"' in page for legal in LEGAL)
    assert "Accessibilité\u202f: non conforme" in page


def test_the_home_leads_to_them_too(inhabitant: Inhabitants) -> None:
    page = signed_in(inhabitant(Role.STUDENT)).get("/").content.decode()

    assert all(f'href="{legal}"' in page for legal in LEGAL)
    assert "Accessibilité\u202f: non conforme" in page


def test_the_legal_notice_names_who_answers_for_the_site(client: PageClient) -> None:
    here = institution.current()
    legal = here.legal
    publisher = [here.name, legal.seat, legal.phone, legal.publication_director]
    host = [legal.host_name, legal.host_address, legal.host_phone]

    page = client.get("/mentions-legales/").content.decode()

    of_publisher, of_host = page.partition("Éditeur</h2>")[2].split("Hébergeur</h2>")
    assert [told for told in publisher if f"<dd>{escape(told)}</dd>" not in of_publisher] == []
    assert [told for told in host if f"<dd>{escape(told)}</dd>" not in of_host] == []


def test_the_data_protection_officer_is_named(client: PageClient) -> None:
    page = client.get("/donnees-personnelles/").content.decode()

    assert f"<dd>{institution.current().legal.data_protection_officer}</dd>" in page


def test_a_fresh_house_honestly_says_that_it_does_not_conform(client: PageClient) -> None:
    page = client.get(STATEMENT).content.decode()

    assert "Accessibilité\u202f: non conforme" in page
    assert "aucun audit n’a encore été réalisé" in page
    assert all(f"<h2>{section}</h2>" in page for section in SECTIONS)
    assert all(f"<h3>{kind}</h3>" in page for kind in INACCESSIBLE)
    assert "n’a pas de date d’établissement" in page
    assert "Le schéma pluriannuel de mise en accessibilité n’est pas encore publié." in page
    assert "Le plan d’action de l’année n’est pas encore publié." in page
    assert "accessibilite@umontpellier.example" in page
    assert "Défenseur des droits" in page


@pytest.mark.parametrize(
    ("met", "words"),
    [
        (60, "totalement conforme"),
        (59, "partiellement conforme"),
        (30, "partiellement conforme"),
        (29, "non conforme"),
    ],
)
def test_an_audit_gives_its_word_everywhere(
    client: PageClient, at: Traveller, audited: Audited, met: int, words: str
) -> None:
    at("2026-10-01 10:00")
    audited(met=met)

    statement, home = client.get(STATEMENT).content.decode(), client.get("/").content.decode()

    assert f"Accessibilité\u202f: {words}" in statement
    assert f"Accessibilité\u202f: {words}" in home
    assert f"L’ENT est {words}" in statement


def test_the_word_is_told_in_english_too(client: PageClient, at: Traveller, audited: Audited) -> None:
    at("2026-10-01 10:00")
    audited(met=59)

    assert "Accessibility: partially compliant" in client.in_english().get(STATEMENT).content.decode()


def test_an_audit_tells_who_when_how_much_and_what_is_wrong(
    client: PageClient, at: Traveller, audited: Audited
) -> None:
    at("2026-10-01 10:00")
    audited(met=41)

    french = client.get(STATEMENT).content.decode()
    english = client.in_english().get(STATEMENT).content.decode()

    assert "le cabinet Portes ouvertes" in french
    assert "1er juin 2026" in french
    assert "68" in french
    assert "Le plan du campus n’a pas d’alternative." in french
    assert "The map of the campus has no alternative." in english
    assert "Le plan du campus" not in english
    assert "Cette déclaration a été établie le 1er juin 2026" in french
    assert "This statement was drawn up on 1 June 2026" in english


def test_what_is_not_accessible_stands_under_its_kind(client: PageClient, at: Traveller, audited: Audited) -> None:
    at("2026-10-01 10:00")
    audited(met=41)

    french = client.get(STATEMENT).content.decode()
    english = client.in_english().get(STATEMENT).content.decode()

    kinds = [re.escape(f"<h3>{kind}</h3>") for kind in INACCESSIBLE]
    under = re.split("|".join([*kinds, "<h2>Établissement"]), french)[1:4]
    told = ["Le plan du campus", "Les thèses numérisées", "Les cartes du campus"]
    assert [text in part for part, text in zip(under, told, strict=True)] == [True, True, True]
    assert "Theses scanned before 2010" in english
    assert "Online maps of the campus" in english


def test_scheme_and_action_plan_are_linked_once_they_are_published(
    client: PageClient, settings: Settings, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(Path(settings.PERISTYLE_INSTITUTION).parent, tmp_path / "institution"))
    file, links = folder / "institution.toml", {"scheme": "schema-2026", "action_plan": "plan-2026"}
    told = "".join(f'accessibility_{key} = "https://www.example.org/{name}"\n' for key, name in links.items())
    file.write_text(file.read_text(encoding="utf-8").replace("[legal]\n", f"[legal]\n{told}"), encoding="utf-8")
    settings.PERISTYLE_INSTITUTION = file
    institution.current.cache_clear()

    page = client.get(STATEMENT).content.decode()

    institution.current.cache_clear()
    assert all(f'href="https://www.example.org/{name}"' in page for name in links.values())
    assert "n’est pas encore publié" not in page


def test_after_three_years_an_audit_is_worth_nothing(client: PageClient, at: Traveller, audited: Audited) -> None:
    audited(met=60)

    at("2029-05-31 23:00")
    assert "Accessibilité\u202f: totalement conforme" in client.get(STATEMENT).content.decode()
    at("2029-06-01 00:00")
    assert "Accessibilité\u202f: non conforme" in client.get(STATEMENT).content.decode()
