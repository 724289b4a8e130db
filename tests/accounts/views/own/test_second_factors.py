"""« Seconde vérification » in /compte/: adding, naming, removing; the codes on paper; browsers remembered."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from peristyle.accounts.actions.factors.remember_device import remember_device
from peristyle.accounts.models import Account, AlertKind, AuthenticatorApp, Passkey, SecurityAlert, Session
from peristyle.accounts.queries import (
    credentials_of,
    factors_of,
    has_second_factor,
    recovery_codes_left,
    remembered_devices_of,
)
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.permissions import Role
from tests.accounts.authenticators import Phone, phone_of
from tests.accounts.factories import account_in
from tests.accounts.passkey_ceremonies import device_of
from tests.accounts.walk import words
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.passkey_device import Device

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], AbstractContextManager[None]]
PAGE = "/compte/seconde-verification/"
APP, NEW_APP, KEY, CODES = f"{PAGE}application/", f"{PAGE}application/nouvelle/", f"{PAGE}cle/", f"{PAGE}codes/"


def phone_scanning(browser: PageClient) -> Phone:
    """Begin to add an app, and scan what the page shows."""
    browser.post(NEW_APP)
    page = words(browser.get(APP))
    assert 'src="data:image/svg+xml' in page
    return Phone(page.partition('<code class="copyable-value">')[2].partition("<")[0].replace(" ", ""))


def make_key(browser: PageClient, device: Device, name: str = "Clé du bureau") -> Any:
    options = json.loads(browser.post(f"{KEY}question/").content)
    return browser.post(KEY, {"name": name, "credential": device.make(options)})


# Adding


def test_the_section_says_how_things_stand(browser: PageClient, lea: Account) -> None:
    assert "Mot de passe seul" in words(browser.get("/compte/"))

    phone_of(lea, browser=browser)

    assert "1 second facteur" in words(browser.get("/compte/"))


def test_an_app_counts_once_it_has_given_a_right_code(browser: PageClient, lea: Account) -> None:
    phone = phone_scanning(browser)
    assert not has_second_factor(lea)

    refused = browser.post(APP, {"name": "Téléphone", "code": "000000"})
    assert refused.status_code == 422
    assert 'value="Téléphone"' in words(refused)
    assert not has_second_factor(lea)

    added = browser.post(APP, {"name": "Téléphone", "code": phone.code()})
    assert "Vos codes de secours" in words(added)
    assert [factor.name for factor in factors_of(lea)] == ["Téléphone"]
    assert AuthenticatorApp.objects.get().last_used_at
    assert browser.get(APP).url == PAGE


def test_a_secret_is_kept_encrypted(browser: PageClient) -> None:
    phone = phone_scanning(browser)

    assert phone.secret not in str(list(AuthenticatorApp.objects.values()))


def test_beginning_again_gives_another_secret(browser: PageClient) -> None:
    first, second = phone_scanning(browser), phone_scanning(browser)

    assert browser.post(APP, {"name": "Téléphone", "code": first.code()}).status_code == 422
    assert browser.post(APP, {"name": "Téléphone", "code": second.code()}).status_code == 200


def test_a_passkey_is_made_in_the_browser(browser: PageClient, lea: Account) -> None:
    device = Device()

    added = make_key(browser, device)

    assert "Vos codes de secours" in words(added)
    passkey = Passkey.objects.get()
    assert passkey.name == "Clé du bureau"
    assert passkey.transports == ["internal"]
    assert passkey.user_handle == device.user_handle


def test_the_passkeys_of_an_account_know_it_by_one_handle_and_no_device_holds_two(
    browser: PageClient, lea: Account
) -> None:
    make_key(browser, Device())
    options = json.loads(browser.post(f"{KEY}question/").content)

    assert options["user"]["id"] == Passkey.objects.get().user_handle
    assert [known["id"] for known in options["excludeCredentials"]] == [Passkey.objects.get().credential_id]
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["rp"] == {"name": "Université de Montpellier", "id": "ent.test"}
    assert lea.login not in options["user"]["id"]


def test_a_passkey_that_somebody_else_has_already_is_refused(browser: PageClient, lea: Account) -> None:
    device = device_of(account_in(State.ACTIVE))

    assert make_key(browser, device).status_code == 422
    assert not has_second_factor(lea)


def test_the_first_factor_brings_codes_to_print_and_ends_sessions_without_one(
    browser: PageClient, lea: Account
) -> None:
    elsewhere = signed_in(lea.person)

    page = words(make_key(browser, Device()))

    assert page.count("<li><code>") == 10
    assert recovery_codes_left(lea) == 10
    assert elsewhere.get("/compte/").status_code == 302
    assert browser.get("/compte/").status_code == 200
    assert SecurityAlert.objects.get(account=lea).kind == AlertKind.FACTOR_ADDED


def test_a_second_one_leaves_codes_and_sessions_alone(browser: PageClient, lea: Account) -> None:
    phone_of(lea, browser=browser)
    elsewhere = signed_in(lea.person)

    assert make_key(browser, Device()).url == PAGE

    assert recovery_codes_left(lea) == 10
    assert elsewhere.get("/compte/").status_code == 200


# Codes on paper


def test_new_codes_replace_the_former_ones_and_are_shown_once(browser: PageClient, lea: Account) -> None:
    phone_of(lea, browser=browser)
    first = set(lea.recovery_codes.values_list("code_digest", flat=True))

    page = words(browser.post(CODES))

    assert page.count("<li><code>") == 10
    assert not first & set(lea.recovery_codes.values_list("code_digest", flat=True))
    assert browser.get(CODES).url == PAGE


def test_without_a_factor_there_are_no_codes(browser: PageClient, lea: Account) -> None:
    assert browser.post(CODES).url == PAGE
    assert recovery_codes_left(lea) == 0


# Naming and removing


def test_a_factor_is_renamed(browser: PageClient, lea: Account) -> None:
    phone_of(lea, browser=browser)
    address = f"{PAGE}application/{factors_of(lea)[0].pk}/"
    assert browser.post(address, {"name": ""}).status_code == 422

    assert browser.post(address, {"name": "Tablette"}).url == PAGE
    assert "Tablette" in words(browser.get(PAGE))


def test_a_factor_is_removed(browser: PageClient, lea: Account) -> None:
    device_of(lea, browser=browser)
    address = f"{PAGE}cle/{factors_of(lea)[0].pk}/"
    assert browser.get(f"{address}retirer/").url == address

    assert browser.post(f"{address}retirer/").url == PAGE
    assert not has_second_factor(lea)


def test_nobody_reaches_somebody_else_s_factor(browser: PageClient) -> None:
    other = account_in(State.ACTIVE)
    phone_of(other)
    address = f"{PAGE}application/{factors_of(other)[0].pk}/"

    assert browser.get(address).status_code == 404
    assert browser.post(f"{address}retirer/").status_code == 404
    assert browser.get(f"{PAGE}carte/1/").status_code == 404


def test_the_last_factor_of_who_must_have_one_stays_with_the_reason() -> None:
    officer = Account.objects.get(person=someone(Role.REGISTRAR_OFFICER))
    phone_of(officer)
    browser = signed_in(officer.person)

    refused = browser.post(f"{PAGE}application/{factors_of(officer)[0].pk}/retirer/")

    assert refused.status_code == 422
    assert "C’est votre dernier second facteur" in words(refused)
    assert has_second_factor(officer)


# Browsers remembered


def test_a_remembered_browser_is_told_and_forgotten(browser: PageClient, lea: Account) -> None:
    phone_of(lea, browser=browser)
    remember_device(lea, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
    assert "Firefox sur Linux" in words(browser.get(PAGE))

    browser.post(f"{PAGE}appareils/{remembered_devices_of(lea).get().pk}/oublier/")

    assert not remembered_devices_of(lea).exists()


def test_somebody_else_s_browser_is_not_forgotten_from_here(browser: PageClient) -> None:
    other = account_in(State.ACTIVE)
    remember_device(other, "")

    address = f"{PAGE}appareils/{remembered_devices_of(other).get().pk}/oublier/"

    assert browser.post(address).status_code == 404
    assert remembered_devices_of(other).exists()


def test_credentials_change_with_the_password_and_with_any_factor(lea: Account) -> None:
    seen = [credentials_of(lea)]
    phone_of(lea)
    seen.append(credentials_of(lea))
    device_of(lea)
    seen.append(credentials_of(lea))
    lea.set_password("un-autre-mot-de-passe-2026")
    seen.append(credentials_of(lea))

    assert len(set(seen)) == 4


def test_the_page_asks_the_database_little(browser: PageClient, lea: Account, max_queries: MaxQueries) -> None:
    for number in range(5):
        phone_of(lea, name=f"Téléphone {number}", browser=browser)
        remember_device(lea, "")
    assert Session.objects.filter(account=lea).exists()

    with max_queries(16):
        browser.get(PAGE)
