"""The second step of signing in, as people and strangers meet it."""

import json
from typing import Any

import pytest

from peristyle.accounts.actions.suspend import suspend
from peristyle.accounts.models import Account, Passkey, Session
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from peristyle.kernel.permissions import Role
from tests.accounts.authenticators import Phone, paper_of, phone_of
from tests.accounts.factories import account_in
from tests.accounts.passkey_ceremonies import device_of
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, someone
from tests.harness.page_client import PageClient
from tests.harness.passkey_device import Device
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
SIGN_IN, SECOND, QUESTION = "/connexion/", "/connexion/second-facteur/", "/connexion/second-facteur/question/"
ELSEWHERE = "/gestion/?page=2"


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE)


def half_way(browser: PageClient, account: Account, **more: str) -> Any:
    return browser.post(SIGN_IN, {"login": account.login, "password": PASSWORD, **more})


def is_signed_in(browser: PageClient) -> bool:
    return bool(browser.get("/compte/").status_code == 200)


def test_the_right_password_of_who_has_a_factor_opens_nothing_yet(client: PageClient, lea: Account) -> None:
    phone_of(lea)

    assert half_way(client, lea).url == SECOND
    assert not is_signed_in(client)
    assert "Code de votre application" in words(client.get(SECOND))
    assert not Session.objects.filter(account=lea).exists()


def test_the_code_of_the_app_opens_the_page_first_asked_for(client: PageClient, lea: Account) -> None:
    phone = phone_of(lea)
    half_way(client, lea, suite=ELSEWHERE)

    assert client.post(SECOND, {"code": phone.code()}).url == ELSEWHERE
    assert is_signed_in(client)
    assert Session.objects.get(account=lea).method == "password+totp"
    assert journal(action="accounts.sign_in").get().details["method"] == "password+totp"


def test_a_recovery_code_opens_once(client: PageClient, lea: Account) -> None:
    phone_of(lea)
    code = paper_of(lea)[3]
    half_way(client, lea)
    assert "Code de secours" in words(client.get(f"{SECOND}?secours"))

    assert client.post(f"{SECOND}?secours", {"code": code.upper().replace("-", " ")}).url == "/"
    assert Session.objects.get(account=lea).method == "password+recovery"

    other = PageClient()
    half_way(other, lea)
    assert other.post(f"{SECOND}?secours", {"code": code}).status_code == 422


def test_a_passkey_is_a_second_factor_too(client: PageClient, lea: Account) -> None:
    device = device_of(lea)
    half_way(client, lea)
    page = words(client.get(SECOND))
    assert "Utiliser une clé d’accès" in page

    options = json.loads(client.post(QUESTION).content)
    assert [known["id"] for known in options["allowCredentials"]] == [Passkey.objects.get().credential_id]
    assert client.post(SECOND, {"credential": device.answer(options)}).url == "/"
    assert Session.objects.get(account=lea).method == "password+passkey"


def test_a_wrong_code_is_refused_in_the_same_words_whatever_is_wrong(client: PageClient, lea: Account) -> None:
    phone_of(lea)
    half_way(client, lea)

    for typed in ("000000", "", "abc", "9" * 30):
        refused = client.post(SECOND, {"code": typed})
        assert refused.status_code == 422
        assert "Cela n’a pas été reconnu" in words(refused)
    assert not is_signed_in(client)


def test_after_ten_minutes_the_password_is_asked_for_again(client: PageClient, lea: Account, at: Traveller) -> None:
    at("2026-10-01 08:00")
    phone = phone_of(lea)
    half_way(client, lea)
    at.later(minutes=10, seconds=1)

    assert client.get(SECOND).url == SIGN_IN
    assert client.post(SECOND, {"code": phone.code()}).url == SIGN_IN
    assert client.post(QUESTION).status_code == 410


def test_an_account_suspended_meanwhile_is_not_opened(client: PageClient, lea: Account) -> None:
    phone = phone_of(lea)
    half_way(client, lea)
    suspend(lea, reason="Mot de passe divulgué", by=None)

    assert client.post(SECOND, {"code": phone.code()}).status_code == 403
    assert not is_signed_in(client)


def test_nobody_gets_there_without_a_password(client: PageClient) -> None:
    assert client.get(SECOND).url == SIGN_IN
    assert client.post(SECOND, {"code": "123456"}).url == SIGN_IN
    assert client.post(QUESTION).status_code == 410
    assert client.get(QUESTION).status_code == 405


# Browsers remembered


def remembering(account: Account, phone: Phone) -> PageClient:
    browser = PageClient()
    half_way(browser, account)
    browser.post(SECOND, {"code": phone.code(offset=1), "remember": "on"})
    browser.post("/deconnexion/")
    return browser


def test_a_remembered_browser_needs_the_password_only_for_thirty_days(at: Traveller) -> None:
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    browser = remembering(lea, phone_of(lea))

    assert half_way(browser, lea).url == "/"
    assert Session.objects.get(account=lea).method == "password+remembered"
    browser.post("/deconnexion/")

    at.later(days=30, seconds=1)
    assert half_way(browser, lea).url == SECOND


def test_a_browser_is_remembered_only_if_asked(lea: Account) -> None:
    phone, browser = phone_of(lea), PageClient()
    half_way(browser, lea)
    browser.post(SECOND, {"code": phone.code()})
    browser.post("/deconnexion/")

    assert half_way(browser, lea).url == SECOND


# Signing in with a passkey alone


def by_passkey(browser: PageClient, device: Device, **more: Any) -> Any:
    options = json.loads(browser.post("/connexion/cle/question/").content)
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
    return browser.post("/connexion/cle/", {"credential": device.answer(options), **more})


def test_a_passkey_alone_opens_the_page_first_asked_for(client: PageClient, lea: Account) -> None:
    assert by_passkey(client, device_of(lea), suite=ELSEWHERE).url == ELSEWHERE

    assert is_signed_in(client)
    assert Session.objects.get(account=lea).method == "passkey"
    assert Passkey.objects.get().last_used_at


def test_a_passkey_is_judged_by_the_state_of_the_account_as_a_password_is(client: PageClient) -> None:
    suspended, closed = account_in(State.SUSPENDED), account_in(State.CLOSED)
    for account in (suspended, closed):
        assert by_passkey(client, device_of(account)).status_code == 403
        assert not is_signed_in(client)


def test_a_passkey_unknown_here_is_refused_with_the_form_to_go_on(client: PageClient) -> None:
    stranger = Device()
    stranger.user_handle = "A" * 43

    refused = by_passkey(client, stranger, suite=ELSEWHERE)

    assert refused.status_code == 422
    assert "n’a pas été reconnue" in words(refused)
    assert f'name="suite" value="{ELSEWHERE}"' in words(refused)


def test_the_pages_of_passkeys_lead_on_whoever_comes_by_hand(client: PageClient) -> None:
    assert client.get("/connexion/cle/").url == SIGN_IN
    assert client.get("/connexion/cle/question/").status_code == 405


# Who must have a factor


def test_whose_role_demands_a_factor_and_has_none_sees_where_to_add_one_and_nothing_else(client: PageClient) -> None:
    officer = Account.objects.get(person=someone(Role.REGISTRAR_OFFICER))

    half_way(client, officer)

    for page in ("/", "/gestion/", "/compte/", "/gestion/scolarite/admissions/"):
        assert client.get(page).url == "/compte/seconde-verification/"
    assert "un second facteur y est obligatoire" in words(client.get("/compte/seconde-verification/"))
    assert client.get("/compte/seconde-verification/cle/").status_code == 200

    client.post("/compte/seconde-verification/application/nouvelle/")
    page = words(client.get("/compte/seconde-verification/application/"))
    phone = Phone(secret_on(page))
    client.post("/compte/seconde-verification/application/", {"name": "Téléphone", "code": phone.code()})
    assert client.get("/gestion/").status_code == 200


def secret_on(page: str) -> str:
    """The secret that a page shows, to be typed."""
    return page.partition('<code class="copyable-value">')[2].partition("<")[0].replace(" ", "")


def test_students_need_none(client: PageClient, lea: Account) -> None:
    half_way(client, lea)

    assert is_signed_in(client)


# All lost


def test_whoever_lost_their_factor_hears_of_recovery_codes_then_of_the_assistance(
    client: PageClient, lea: Account
) -> None:
    assert "Se connecter, puis taper un code de secours" in words(client.get("/probleme-de-connexion/second-facteur/"))

    phone_of(lea)
    half_way(client, lea)
    page = words(client.get("/probleme-de-connexion/second-facteur/"))

    assert "/connexion/second-facteur/?secours" in page
    assert "/aide/" in page
