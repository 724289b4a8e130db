"""The main journey: from an application number to one's own home, as the reference page tells it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import Screen, wait_until
from tests.harness.demonstration import last_mail, link_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

APPLICATION = {"application_number": "P260004217", "birth_date": "14/03/2008", "email": "lea.marchandeau@example.org"}
CONTACT = {"street": "12 rue des Arceaux", "postal_code": "34000", "city": "Montpellier", "phone": "06 12 34 56 78"}
PASSWORD = "grive-caillou-72-brume"
LOGIN = "lea.marchandeau@etu.umontpellier.fr"


@pytest.fixture
def page(visit: Callable[..., Page], own_house: House, screen: Screen, language: str) -> Page:
    """A newcomer's page, in a house whose clock may be moved."""
    return visit(own_house, screen, language)


def test_from_application_number_to_home(page: Page, shoot: Shoot) -> None:
    enrol(page, shoot)
    pay(page, shoot)

    assert not mails(page, "activ"), "the activation mail leaves 15 minutes after the payment, not before"
    move_clock_by_a_quarter(page, shoot)
    link = activation_link(page, shoot)

    activate(page, link, shoot)
    sign_out_and_in_again(page, shoot)
    expect(page.locator(".colonnade .tile")).to_have_count(6)

    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        re.compile("déjà activé|already active", re.IGNORECASE)
    )


def enrol(page: Page, shoot: Shoot) -> None:
    """Identity, INE and CVEC, contact, address confirmed by a code, étape, fees."""
    page.goto("/inscription/")
    shoot(page, "enrolment-1-identity")
    fill(page, **APPLICATION)
    submit(page)

    shoot(page, "enrolment-2-identifiers")
    tick(page, "has_no_national_id")
    fill(page, cvec_number="MON1-2ABC34-56")
    submit(page)

    shoot(page, "enrolment-3-contact")
    fill(page, **CONTACT)
    submit(page)

    expect(page.locator("[name=code]")).to_be_visible()
    shoot(page, "enrolment-4-code")
    code = code_in(last_mail(page, APPLICATION["email"]))
    page.goto("/inscription/dossier/")
    fill(page, code=code)
    submit(page)

    shoot(page, "enrolment-5-step")
    tick(page, "confirmed")
    submit(page)
    shoot(page, "enrolment-6-situation")
    submit(page)
    shoot(page, "enrolment-7-fees")
    expect(page.locator("main")).to_contain_text("178")


def pay(page: Page, shoot: Shoot) -> None:
    """By transfer at first, then by card: the bank's notification is what counts, not the browser's return."""
    page.locator("main summary").last.click()
    page.locator("main form:has([name=means][value=transfer]) button").click()
    expect(page).to_have_url(re.compile("/virement/$"))
    shoot(page, "enrolment-8-transfer")

    page.goto("/inscription/dossier/droits/")
    submit(page)
    shoot(page, "enrolment-8-bank")
    bank = page.url
    page.goto("/inscription/paiement/retour/")
    expect(page).to_have_url(re.compile("/inscription/dossier/paiement/$"))
    shoot(page, "enrolment-8-waiting")

    page.goto(bank)
    submit(page)
    wait_until(page, lambda: "recu" in page.url)
    shoot(page, "enrolment-9-receipt")
    expect(page.locator("main")).to_contain_text("178")
    page.goto("/inscription/dossier/suivi/")
    shoot(page, "enrolment-10-follow-up")
    page.goto("/inscription/dossier/pieces/")
    shoot(page, "enrolment-10-documents")


def move_clock_by_a_quarter(page: Page, shoot: Shoot) -> None:
    """Let fifteen minutes pass."""
    page.goto("/demonstration/")
    shoot(page, "demonstration")
    page.locator("button", has_text="15").click()


def activation_link(page: Page, shoot: Shoot) -> str:
    """The link of the activation mail, which prints until when it is valid."""
    wait_until(page, lambda: bool(mails(page, "activ")))
    text = last_mail(page, APPLICATION["email"])
    shoot(page, "activation-mail")
    return link_in(text, "activation")


def activate(page: Page, link: str, shoot: Shoot) -> None:
    """Charter, mailbox, password, confirmation."""
    page.goto(link)
    shoot(page, "activation-1-welcome")
    submit(page)
    shoot(page, "activation-2-charter")
    tick(page, "accepted")
    submit(page)
    shoot(page, "activation-3-mailbox")
    submit(page)
    fill(page, password="soleil2026")
    expect(page.locator("#avis meter")).to_be_visible()
    shoot(page, "activation-4-password-advice")
    submit(page)
    shoot(page, "activation-4-password-refused")
    fill(page, password=PASSWORD)
    submit(page)
    expect(page.locator("main")).to_contain_text(LOGIN)
    shoot(page, "activation-5-done")
    page.locator("main a.button-primary").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Léa")
    shoot(page, "home-student")


def sign_out_and_in_again(page: Page, shoot: Shoot) -> None:
    """Sign out from the account menu, then in with the identifier without its domain."""
    page.locator("header details.menu").last.locator("summary").click()
    shoot(page, "home-account-menu")
    page.locator("header .menu-end button").click()
    fill(page, login="lea.marchandeau", password="pas le bon mot de passe")
    submit(page)
    shoot(page, "sign-in-refused")
    fill(page, password=PASSWORD)
    submit(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Léa")


def fill(page: Page, **values: str) -> None:
    """Fill fields by their name."""
    for name, value in values.items():
        page.locator(f"main [name={name}]").fill(value)


def tick(page: Page, name: str) -> None:
    """Tick a box as a finger does, on its label."""
    page.locator(f"main label[for=id_{name}]").click()


def submit(page: Page) -> None:
    """Press the page's main button."""
    page.locator("main form button.button-primary").first.click()
    page.wait_for_load_state()


def mails(page: Page, words: str) -> list[str]:
    """The subjects of the mails that hold these words, in the applicant's own mailbox."""
    page.goto(f"/demonstration/courriers/{APPLICATION['email']}/")
    subjects = page.locator("main .entry-title").all_inner_texts()
    return [subject for subject in subjects if words in subject.lower()]


def code_in(text: str) -> str:
    """The eight digits of a mail."""
    found = re.search(r"\b\d{4} ?\d{4}\b", text)
    assert found, text
    return found[0]
