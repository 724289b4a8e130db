"""The sign-in page: what everybody sees first."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Shoot

TITLE = "Votre environnement numérique de travail personnalisé"


def test_the_house_opens_on_its_sign_in_page(page: Page, language: str, shoot: Shoot) -> None:
    page.goto("/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", language)
    if language == "fr":
        expect(page.get_by_text(TITLE)).to_be_visible()
        expect(page.get_by_role("button", name="Se connecter", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="1ère connexion")).to_be_visible()
        expect(page.get_by_role("link", name="Problème de connexion")).to_be_visible()
    shoot(page, "sign-in")
