"""Every page, on a phone and at a desk, by day and by night, under the eyes of axe and of a camera."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection, connect

import pytest
from playwright.sync_api import Page, expect

from peristyle.demo.university.cast import PASSWORD
from tests.harness.browser import DESKTOP, PHONE, Screen, wait_until
from tests.harness.demonstration import enter, last_mail, link_in, sign_in
from tests.harness.house import House
from tests.harness.pages import PAGES_BY_ROLE, STRANGERS_PAGES
from tests.journeys.conftest import Shoot

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
for account in sorted(Account.objects.order_by("id"), key=lambda account: not account.person.national_id):
    known = account_of_person(account.person_id)
    person = known.person
    found.setdefault(state_of(known, clock.now()), {
        "number": person.student_number or person.staff_number or person.guest_number,
        "birth_date": f"{person.birth_date:%d/%m/%Y}",
        "national_id": person.national_id,
        "backup_email": person.backup_email,
        "login": known.login,
    })
print(json.dumps(found))
"""
#: What is known of somebody of the demonstration.
Known = dict[str, str]


@pytest.fixture
def language() -> str:
    """French is enough here; the main journey is walked in both languages."""
    return "fr"


@pytest.fixture(scope="session")
def one_student_by_state(house: House) -> dict[str, Known]:
    """What is known of an invented student in each state of the account."""
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded",
        "PERISTYLE_DATA": str(house.directory),
    }
    command = [sys.executable, "-c", QUESTION]
    answer = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True)
    found: dict[str, Known] = json.loads(answer.stdout.splitlines()[-1])
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
    page: Page, shoot: Shoot, one_student_by_state: dict[str, Known], state: str
) -> None:
    student = one_student_by_state[state]
    prove(page, "/premiere-connexion/", {**student, "birth_date": student["birth_date"].replace("/", "")})

    expect(page).to_have_url(re.compile("/premiere-connexion/situation/$"))
    shoot(page, f"situation-{state}")


def test_a_newcomer_proves_their_national_number_to_give_an_address(
    page: Page, shoot: Shoot, one_student_by_state: dict[str, Known]
) -> None:
    newcomer = one_student_by_state["activatable"]
    prove(page, "/premiere-connexion/", newcomer)

    page.goto("/premiere-connexion/adresse/")
    expect(page).to_have_url(re.compile("/premiere-connexion/ine/adresse/$"))
    shoot(page, "national-number")
    page.locator("main [name=national_id]").fill(newcomer["national_id"])
    press(page)

    expect(page).to_have_url(re.compile("/premiere-connexion/adresse/$"))
    shoot(page, "first-address")


def test_a_forgotten_password_is_replaced(page: Page, shoot: Shoot, one_student_by_state: dict[str, Known]) -> None:
    student = one_student_by_state["active"]
    prove(page, "/probleme-de-connexion/mot-de-passe/", {**student, "birth_date": "01/01/1901"})
    shoot(page, "identity-refused")

    page.locator("main [name=birth_date]").fill(student["birth_date"])
    press(page)
    shoot(page, "reset-1-ask")
    press(page)
    expect(page.locator("main [name=code]")).to_be_visible()
    page.locator("main [name=code]").fill("0000 0000")
    press(page)
    shoot(page, "reset-2-code-refused")

    page.goto(link_in(last_mail(page, student["backup_email"]), "nouveau-mot-de-passe"))
    shoot(page, "reset-3-link")
    press(page)
    expect(page.locator("main [name=password]")).to_be_visible()
    shoot(page, "reset-4-new-password")


def test_a_forgotten_identifier_is_told(page: Page, shoot: Shoot, one_student_by_state: dict[str, Known]) -> None:
    prove(page, "/probleme-de-connexion/identifiant/", one_student_by_state["active"])

    expect(page).to_have_url(re.compile("/identifiant/reponse/$"))
    shoot(page, "identifier-answer")


def test_enrolments_are_consulted_without_an_account(
    page: Page, shoot: Shoot, one_student_by_state: dict[str, Known]
) -> None:
    prove(page, "/consultation-inscription/", one_student_by_state["active"])

    expect(page).to_have_url(re.compile("/consultation-inscription/inscriptions/$"))
    shoot(page, "consultation-answer")


def test_whoever_comes_back_is_mailed_a_code(page: Page, shoot: Shoot, one_student_by_state: dict[str, Known]) -> None:
    prove(page, "/inscription/retour/", one_student_by_state["active"], number="student_number")

    expect(page).to_have_url(re.compile("/inscription/retour/code/$"))
    shoot(page, "returning-code")


def test_the_owner_of_an_address_agrees_to_a_redirect(page: Page, shoot: Shoot, house: House, screen: Screen) -> None:
    sign_in(page, house, "student")
    address = f"ailleurs.{screen.name}@example.org"
    page.goto("/compte/redirection/choix/")
    page.locator("main [name=address]").fill(address)
    press(page)

    page.goto(link_in(last_mail(page, address), "redirection"))
    expect(page.locator("main button.button-primary")).to_be_visible()
    shoot(page, "redirect-confirmation")


def test_an_account_that_closes_says_so(
    page: Page, shoot: Shoot, house: House, one_student_by_state: dict[str, Known]
) -> None:
    enter(page, one_student_by_state["closing"]["login"], PASSWORD)

    expect(page).to_have_url(re.compile("/fermeture/$"))
    shoot(page, "account-closing")


def test_a_new_charter_is_read_before_anything_else(
    own_house: House, visit: Callable[..., Page], shoot: Shoot, one_student_by_state: dict[str, Known]
) -> None:
    page = visit(own_house)
    with database_of(own_house) as database:
        database.execute("UPDATE accounts_charteracceptance SET version = 'before'")

    enter(page, one_student_by_state["active"]["login"], PASSWORD)

    expect(page).to_have_url(re.compile("/compte/charte/version/$"))
    see_on_each_screen(page, shoot, "charter-again")


def test_a_house_that_fails_says_so_in_its_own_look(own_house: House, visit: Callable[..., Page], shoot: Shoot) -> None:
    page = visit(own_house, may_break=True)

    def see(name: str, words: str) -> None:
        expect(page.get_by_role("heading", level=1)).to_contain_text(words)
        see_on_each_screen(page, shoot, name)

    page.goto("/connexion/?" + "&".join(["suite=/"] * 201))
    see("error-400", "Nous n’avons pas compris")

    page.goto("/connexion/")
    page.context.clear_cookies()
    page.locator("[name=login]").fill("lea.marchandeau")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form.inscribed button.button-primary").click()
    see("error-form-too-old", "Ce formulaire était ouvert")

    with database_of(own_house) as database:
        database.execute("DROP TABLE timetable_room")
    page.goto("/salles/A5.01/")
    see("error-500", "Quelque chose a cassé")

    (own_house.directory / "maintenance").touch()
    page.goto("/connexion/")
    see("maintenance", "L’ENT est fermé")


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
    page.locator("main [name=component]").select_option(index=1)
    page.locator("main input[type=file]").set_input_files(file)
    page.locator("main form", has=page.locator("input[type=file]")).locator("button.button-primary").click()
    wait_until(page, lambda: page.locator("main progress").count() == 0)
    shoot(page, "timetable-import-preview")
    page.locator("main button.button-primary").first.click()
    wait_until(page, lambda: page.locator("main progress").count() == 0)

    shoot(page, "timetable-import-report")


def prove(page: Page, address: str, known: Known, *, number: str = "number") -> None:
    """Say who one is, by number and birth date."""
    page.goto(address)
    page.locator(f"main [name={number}]").fill(known["number"])
    page.locator("main [name=birth_date]").fill(known["birth_date"])
    press(page)


def press(page: Page) -> None:
    """Press the page's main button."""
    page.locator("main button.button-primary").first.click()
    page.wait_for_load_state()


def see_on_each_screen(page: Page, shoot: Shoot, name: str) -> None:
    """Shoot a page that is hard to come by on a phone and at a desk at once."""
    for screen in (PHONE, DESKTOP):
        page.set_viewport_size({"width": screen.width, "height": screen.height})
        shoot(page, name)


@contextmanager
def database_of(house: House) -> Iterator[Connection]:
    """The database of a house, to change what no page changes."""
    with closing(connect(house.directory / "peristyle.sqlite3")) as database, database:
        yield database
