"""Passkeys and authenticator apps, in a browser with a virtual authenticator; one code sent eight times at once."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode

import pytest
from playwright.sync_api import CDPSession, Page, expect

from peristyle.accounts.rules.authenticator import code_of, step_at
from peristyle.demo.university.cast import CHARACTERS, PASSWORD
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from tests.harness.browser import DESKTOP, PHONE, Screen
from tests.harness.demonstration import SECOND_FACTOR, sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

LIST = re.compile("/compte/seconde-verification/$")
OFFICER = next(character for character in CHARACTERS if character.role == Role.REGISTRAR_OFFICER)
CONTENDERS = 8


def authenticator(page: Page) -> CDPSession:
    """Give the browser a device that keeps passkeys and verifies its holder."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "ctap2Version": "ctap2_1",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=lambda screen: screen.name)
def test_a_passkey_is_added_and_signs_in_without_a_password(
    own_house: House, visit: Callable[..., Page], shoot: Shoot, screen: Screen
) -> None:
    page = visit(own_house, screen)
    authenticator(page)
    sign_in(page, own_house, "student")

    page.goto("/compte/")
    page.get_by_role("link", name="Seconde vérification").first.click()
    expect(page).to_have_url(LIST)
    shoot(page, "second-factors-none")
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    shoot(page, "passkey-1-name")
    page.get_by_label("Nom").fill("Mon téléphone")
    page.get_by_role("button", name="Créer la clé d’accès").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos codes de secours")
    assert page.locator(".code-list code").count() == 10
    shoot(page, "passkey-2-recovery-codes")
    page.get_by_role("link", name="Je les ai gardés").click()
    expect(page.get_by_role("link", name="Mon téléphone")).to_be_visible()
    shoot(page, "second-factors")
    sign_out(page)

    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    expect(page.locator("header.header")).to_be_visible()
    sign_out(page)

    page.goto("/connexion/")
    page.locator("[name=login]").fill("camille.fabregues")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    expect(page).to_have_url(re.compile(SECOND_FACTOR))
    shoot(page, "second-factor-passkey")
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    expect(page.locator("header.header")).to_be_visible()


def test_a_device_without_the_key_says_so_and_leaves_other_ways(
    own_house: House, visit: Callable[..., Page], shoot: Shoot
) -> None:
    page = visit(own_house, PHONE)
    session = authenticator(page)
    page.goto("/connexion/")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()

    expect(page.locator(".passkey-words")).to_contain_text("Aucune clé d’accès n’a répondu")
    expect(page.locator("[name=password]")).to_be_visible()
    shoot(page, "sign-in-no-passkey")
    session.send("WebAuthn.disable")


def test_an_app_is_added_and_its_code_is_asked_for(own_house: House, visit: Callable[..., Page], shoot: Shoot) -> None:
    page = visit(own_house, PHONE)
    sign_in(page, own_house, "teacher")
    page.goto("/compte/seconde-verification/")
    page.get_by_role("button", name="Ajouter une application").click()
    expect(page.locator(".qr-code")).to_be_visible()
    shoot(page, "app-1-scan")
    secret = page.locator(".copyable-value").inner_text().replace(" ", "")
    page.get_by_label("Code affiché").fill(code_of(secret, step_at(clock.now())))
    page.get_by_role("button", name="Ajouter l’application").click()
    expect(page.locator(".code-list")).to_be_visible()
    sign_out(page)

    page.goto("/connexion/")
    page.locator("[name=login]").fill("nadia.ferriere-benali")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter", exact=True).click()
    shoot(page, "second-factor-app")
    page.get_by_role("link", name="Utiliser un code de secours").click()
    shoot(page, "second-factor-recovery")
    page.get_by_role("link", name="Je n’ai plus rien de tout cela").click()
    shoot(page, "lost-factor")
    page.goto(SECOND_FACTOR)
    page.get_by_label("Code de votre application").fill(code_of(secret, step_at(clock.now()) + 1))
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator("header.header")).to_be_visible()


def test_a_passkey_is_offered_beside_the_field_where_one_was_used_before(
    own_house: House, visit: Callable[..., Page]
) -> None:
    page = visit(own_house, PHONE)
    authenticator(page)
    sign_in(page, own_house, "student")
    page.goto("/compte/seconde-verification/cle/")
    page.get_by_role("button", name="Créer la clé d’accès").click()
    expect(page.locator(".code-list")).to_be_visible()
    page.context.clear_cookies()

    page.goto("/connexion/?suite=/scolarite/")

    # The virtual authenticator answers at once what people choose among the suggestions of the field.
    expect(page).to_have_url(re.compile("/scolarite/$"))


def sign_out(page: Page) -> None:
    """Leave, by the menu of the account; the browser forgets that passkeys were used in it, and offers none."""
    page.goto("/")
    page.evaluate("localStorage.removeItem('passkeys')")
    page.locator("header .menu-summary").last.click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.locator("[name=password]")).to_be_visible()


class Browser:
    """The smallest of browsers: keeps cookies, sends forms."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._cookies: dict[str, str] = {}

    def post(self, address: str, **fields: str) -> str | None:
        """Fetch the page's token, send the form; answers where it leads."""
        _, page = self._send("GET", address)
        token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
        target, _ = self._send("POST", address, urlencode({"csrfmiddlewaretoken": token, **fields}))
        return target

    def _send(self, method: str, address: str, body: str | None = None) -> tuple[str | None, str]:
        connection = HTTPConnection("localhost", self._house.port, timeout=60)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self._house.url,
        }
        connection.request(method, address, body, headers)
        response = connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self._cookies[cookie] = kept
        page = response.read().decode()
        connection.close()
        return response.getheader("Location"), page


def test_on_sqlite_a_code_sent_by_eight_browsers_at_once_opens_one(own_house: House) -> None:
    login = f"{OFFICER.login_name}@umontpellier.fr"
    browsers = [Browser(own_house) for _ in range(CONTENDERS)]
    assert {browser.post("/connexion/", login=login, password=PASSWORD) for browser in browsers} == {SECOND_FACTOR}
    code = code_of(OFFICER.app_secret, step_at(clock.now()))
    start = Barrier(CONTENDERS, timeout=30)

    def send(browser: Browser) -> str | None:
        start.wait()
        return browser.post(SECOND_FACTOR, code=code)

    with ThreadPoolExecutor(CONTENDERS) as threads:
        led_to = list(threads.map(send, browsers))

    assert sorted(map(str, led_to)) == ["/"] + ["None"] * (CONTENDERS - 1)
