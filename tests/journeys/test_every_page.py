"""Every page, on a phone and at a desk, by day and by night, under the eyes of axe and of a camera."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import Screen, wait_until
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

STRANGERS_PAGES = {
    "returning": "/inscription/retour/",
    "first-connection": "/premiere-connexion/",
    "connection-problem": "/probleme-de-connexion/",
    "forgotten-password": "/probleme-de-connexion/mot-de-passe/",
    "forgotten-identifier": "/probleme-de-connexion/identifiant/",
    "activation-code": "/activation/code/",
    "dead-activation-link": "/activation/" + "a" * 43 + "/",
    "dead-reset-link": "/nouveau-mot-de-passe/" + "a" * 43 + "/",
    "dead-redirect-link": "/redirection/" + "a" * 43 + "/",
    "password-changed": "/nouveau-mot-de-passe/termine/",
    "lost-address": "/probleme-de-connexion/adresse-perdue/",
    "shut-account": "/probleme-de-connexion/compte-ferme/",
    "consultation": "/consultation-inscription/",
    "help": "/aide/",
    "verification": "/verification/",
    "help-recovery": "/aide/?sujet=recovery",
    "dead-follow-up": "/aide/suivi/" + "a" * 43 + "/",
    "accessibility": "/accessibilite/",
    "legal-notice": "/mentions-legales/",
    "personal-data": "/donnees-personnelles/",
    "door-of-a-room": "/salles/A5.01/",
    "mailboxes": "/demonstration/courriers/",
    "not-found": "/une-page-qui-n-existe-pas/",
}
PAGES_BY_ROLE = {
    "student": {
        "home": "/",
        "enrolments": "/scolarite/",
        "own-file": "/scolarite/dossier/",
        "own-address": "/scolarite/dossier/adresse/",
        "own-correction": "/scolarite/dossier/corrections/",
        "units": "/scolarite/matieres/",
        "free-rooms": "/emploi-du-temps/salles/",
        "room-week": "/emploi-du-temps/salles/A5.01/",
        "my-payments": "/scolarite/paiements/",
        "my-exams": "/emploi-du-temps/examens/",
        "my-week": "/emploi-du-temps/",
        "my-day": "/emploi-du-temps/jour/",
        "my-month": "/emploi-du-temps/mois/",
        "my-list": "/emploi-du-temps/liste/",
        "my-units": "/emploi-du-temps/matieres/",
        "my-feeds": "/emploi-du-temps/abonnement/",
        "new-feed": "/emploi-du-temps/abonnement/nouveau/",
        "assistance": "/assistance/",
        "account": "/compte/",
        "account-second-factors": "/compte/seconde-verification/",
        "account-new-address": "/compte/coordonnees/adresse/",
        "account-identity": "/compte/identite/",
        "account-password": "/compte/mot-de-passe/",
        "account-contacts": "/compte/coordonnees/",
        "account-redirect": "/compte/redirection/",
        "account-sign-ins": "/compte/sessions/",
        "account-tokens": "/compte/jetons/",
        "account-new-token": "/compte/jetons/nouveau/",
        "account-applications": "/compte/applications/",
        "account-preferences": "/compte/preferences/",
        "account-end": "/compte/duree/",
        "account-data": "/compte/mes-donnees/",
        "account-charters": "/compte/charte/",
        "account-proof": "/compte/preuve/",
        "own-attendance": "/emploi-du-temps/presences/",
        "attendance-code": "/emploi-du-temps/presence/",
    },
    "teacher": {
        "home": "/",
        "guests": "/gestion/comptes/invites/",
        "invitation": "/gestion/comptes/invites/invitation/",
        "groups": "/mes-groupes/",
        "calendar": "/calendrier/",
        "service": "/emploi-du-temps/service/",
        "session-requests": "/emploi-du-temps/demandes/",
        "free-rooms": "/emploi-du-temps/salles/?places=30&equipment=projector",
        "book-a-room": "/emploi-du-temps/salles/A5.01/reserver/",
        "bookings": "/emploi-du-temps/reservations/",
        "unavailabilities": "/emploi-du-temps/indisponibilites/",
    },
    "registrar officer": {
        "home": "/",
        "management": "/gestion/",
        "admissions": "/gestion/scolarite/admissions/",
        "documents": "/gestion/documents/",
        "refunds": "/gestion/scolarite/remboursements/",
        "documents-to-check": "/gestion/scolarite/pieces/",
        "document-checked": "/gestion/scolarite/pieces/1/",
        "reenrolments": "/gestion/scolarite/reinscriptions/",
        "reenrolment-files": "/gestion/scolarite/reinscriptions/fichiers/",
        "exports": "/gestion/scolarite/exports/",
        "synchronisation": "/gestion/scolarite/synchronisation/",
        "enrolments-by-file": "/gestion/scolarite/synchronisation/fichiers/",
        "offer": "/gestion/offre/",
        "maquettes": "/gestion/offre/maquettes/",
        "choices-waiting": "/gestion/offre/choix/",
        "payments": "/gestion/scolarite/paiements/",
        "ledger": "/gestion/scolarite/paiements/livre/",
        "overdue": "/gestion/scolarite/impayes/",
        "office": "/gestion/scolarite/",
        "students": "/gestion/scolarite/etudiants/?q=martin",
        "corrections": "/gestion/scolarite/corrections/",
        "decisions": "/gestion/scolarite/decisions/",
        "on-the-spot": "/gestion/scolarite/sur-place/",
        "figures": "/gestion/scolarite/chiffres/",
    },
    "planner": {
        "home": "/",
        "planning": "/gestion/planning/",
        "drafts": "/gestion/planning/brouillons/",
        "event": "/gestion/planning/evenement/",
        "timetable-imports": "/gestion/planning/imports/",
        "timetable-export": "/gestion/planning/export/",
        "rooms": "/gestion/salles/",
        "session-requests": "/gestion/planning/demandes/",
        "placement-searches": "/gestion/planning/recherches/",
        "new-placement-search": "/gestion/planning/recherches/nouvelle/",
        "itc2019": "/gestion/planning/export-itc/",
        "room-bookings": "/gestion/planning/reservations/",
        "room": "/gestion/salles/A5.01/",
        "door-sheet": "/gestion/salles/A5.01/affiche/",
        "door-sheets": "/gestion/salles/affiches/?building=TRI-1",
        "occupancy": "/gestion/salles/occupation/",
        "exams": "/gestion/planning/examens/",
        "exam-clashes": "/gestion/planning/examens/conflits/",
        "exam-arrangements": "/gestion/planning/amenagements/",
        "exam-arrangement": "/gestion/planning/amenagements/nouveau/",
        "forbidden": "/gestion/journal/",
    },
    "helpdesk agent": {
        "home": "/",
        "requests": "/gestion/assistance/",
        "banners": "/gestion/bandeaux/",
        "people": "/gestion/comptes/?q=fabregues",
        "recoveries": "/gestion/comptes/recuperations/",
    },
    "it staff": {
        "home": "/",
        "management": "/gestion/",
        "person": "/gestion/comptes/1/",
        "suspension": "/gestion/comptes/1/suspension/",
        "recovery": "/gestion/comptes/1/recuperation/",
        "roles": "/gestion/comptes/1/roles/",
        "extensions": "/gestion/comptes/prolongations/",
        "all-guests": "/gestion/comptes/invites/",
        "people-imports": "/gestion/comptes/import/",
        "duplicates": "/gestion/doublons/",
        "merges": "/gestion/doublons/fusions/",
        "journal": "/gestion/journal/",
        "tasks": "/gestion/taches/",
        "gallery": "/galerie/",
    },
}
ADMISSIONS = """\
numero_candidature;nom;prenom;date_naissance;mail;etape;boursier
{number};Garrigue;Océane;03/05/2008;oceane.garrigue@example.org;EE1;non
P260099002;Nowhere;Étape;03/05/2008;etape.nowhere@example.org;ZZ9;non
P260099003;Wrongdate;Jean;31/02/2008;jean.wrongdate@example.org;EE1;oui
"""
TIMETABLE = """\
identifiant;jour;debut;fin;titre;type;salles
{screen}-1;{day};08:00;09:30;Réunion de rentrée;EV;
{screen}-2;{day};07:00;06:00;Elle finit avant de commencer;EV;
{screen}-3;{day};10:00;11:30;Dans une salle inconnue;EV;Z9.99
"""
QUESTION = """
import django, json; django.setup()
from peristyle.accounts.public import Account, account_of_person, state_of
from peristyle.kernel import clock
found = {}
for account in Account.objects.order_by("id"):
    known = account_of_person(account.person_id)
    person = known.person
    number = person.student_number or person.staff_number or person.guest_number
    found.setdefault(state_of(known, clock.now()), [number, f"{person.birth_date:%d/%m/%Y}"])
print(json.dumps(found))
"""


@pytest.fixture
def language() -> str:
    """French is enough here; the main journey is walked in both languages."""
    return "fr"


@pytest.fixture(scope="session")
def one_student_by_state(house: House) -> dict[str, list[str]]:
    """The number and birth date of an invented student in each state of the account."""
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded",
        "PERISTYLE_DATA": str(house.directory),
    }
    command = [sys.executable, "-c", QUESTION]
    answer = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    found: dict[str, list[str]] = json.loads(answer.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("name", STRANGERS_PAGES)
def test_a_stranger_s_page_is_well_made(page: Page, shoot: Shoot, name: str) -> None:
    page.goto(STRANGERS_PAGES[name])

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    shoot(page, name)


@pytest.mark.parametrize("role", PAGES_BY_ROLE)
def test_the_pages_of_a_role_are_well_made(page: Page, shoot: Shoot, house: House, role: str) -> None:
    sign_in(page, house, role)

    for name, address in PAGES_BY_ROLE[role].items():
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        shoot(page, f"{role.replace(' ', '-')}-{name}")


@pytest.mark.parametrize("state", ["pending", "activatable", "active", "closing", "closed", "suspended"])
def test_first_connection_says_where_one_stands(
    page: Page, shoot: Shoot, one_student_by_state: dict[str, list[str]], state: str
) -> None:
    number, birth_date = one_student_by_state[state]
    page.goto("/premiere-connexion/")
    page.locator("main [name=number]").fill(number)
    page.locator("main [name=birth_date]").fill(birth_date.replace("/", ""))
    page.locator("main button.button-primary").click()

    expect(page).to_have_url(re.compile("/premiere-connexion/situation/$"))
    shoot(page, f"situation-{state}")


def test_a_forgotten_password_is_replaced(
    page: Page, shoot: Shoot, one_student_by_state: dict[str, list[str]], language: str
) -> None:
    number, birth_date = one_student_by_state["active"]
    page.goto("/probleme-de-connexion/mot-de-passe/")
    page.locator("main [name=number]").fill(number)
    page.locator("main [name=birth_date]").fill("01/01/1901")
    page.locator("main button.button-primary").click()
    shoot(page, "identity-refused")

    page.locator("main [name=birth_date]").fill(birth_date)
    page.locator("main button.button-primary").click()
    shoot(page, "reset-1-ask")
    page.locator("main button.button-primary").click()
    expect(page.locator("main [name=code]")).to_be_visible()
    page.locator("main [name=code]").fill("0000 0000")
    page.locator("main button.button-primary").click()
    shoot(page, "reset-2-code-refused")


def test_an_officer_imports_admissions(page: Page, shoot: Shoot, house: House, screen: Screen, tmp_path: Path) -> None:
    sign_in(page, house, "registrar officer")
    file = tmp_path / "admissions.csv"
    # What one screen imported would leave the other, in the same house, nothing to confirm.
    file.write_text(ADMISSIONS.format(number=f"P26009{screen.width:04}"), encoding="utf-8")

    page.goto("/gestion/scolarite/admissions/")
    page.locator("main input[type=file]").set_input_files(file)
    page.locator("main button.button-primary").first.click()
    wait_until(page, lambda: page.locator("main progress").count() == 0)
    shoot(page, "admissions-preview")
    page.locator("main button.button-primary").first.click()
    wait_until(page, lambda: page.locator("main progress").count() == 0)

    shoot(page, "admissions-report")


def test_a_planner_imports_a_timetable(page: Page, shoot: Shoot, house: House, screen: Screen, tmp_path: Path) -> None:
    sign_in(page, house, "planner")
    file = tmp_path / "planning.csv"
    file.write_text(TIMETABLE.format(screen=screen.name, day="15/01/2027"), encoding="utf-8")

    page.goto("/gestion/planning/imports/")
    page.locator("main input[type=file]").set_input_files(file)
    page.locator("main form", has=page.locator("input[type=file]")).locator("button.button-primary").click()
    wait_until(page, lambda: page.locator("main progress").count() == 0)
    shoot(page, "timetable-import-preview")
    page.locator("main button.button-primary").first.click()
    wait_until(page, lambda: page.locator("main progress").count() == 0)

    shoot(page, "timetable-import-report")
