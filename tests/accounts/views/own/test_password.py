"""« Mot de passe »."""

from typing import Any

import pytest

from peristyle.accounts.actions.factors.remember_device import remember_device
from peristyle.accounts.actions.use_link import link_state
from peristyle.accounts.hashing import Argon2idHasher, HashingPool
from peristyle.accounts.models import Account, AlertKind, LinkPurpose, SecurityAlert, Session
from peristyle.accounts.queries import link_of_token, remembered_devices_of
from peristyle.accounts.rules.links import LinkState
from peristyle.audit.public import journal
from tests.accounts.factories import CHOSEN_PASSWORD, fresh, reset_letter, secret_address
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.page_client import PageClient

pytestmark = pytest.mark.django_db
PAGE, ANYWHERE = "/compte/mot-de-passe/", "/compte/identite/"


def change(browser: PageClient, *, present: str = PASSWORD, password: str = CHOSEN_PASSWORD, **more: str) -> Any:
    return browser.post(PAGE, {"present": present, "password": password, **more})


def is_in(browser: PageClient) -> bool:
    return bool(browser.get(ANYWHERE).status_code == 200)


def test_the_page_shows_the_rule_and_offers_to_sign_the_others_out(browser: PageClient) -> None:
    page = words(browser.get(PAGE))

    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="new-password"' in page
    assert "8 caractères" in page
    assert 'name="end_others"' in page
    assert "checked" in page


def test_the_next_password_opens_and_the_present_one_no_longer_does(lea: Account, browser: PageClient) -> None:
    assert change(browser, end_others="on").url == "/compte/"

    assert fresh(lea).check_password(CHOSEN_PASSWORD)
    assert not fresh(lea).check_password(PASSWORD)
    assert journal(action="accounts.change_password", subject=f"people.person:{lea.person_id}").exists()


def test_the_browser_stays_signed_in_under_a_new_session(lea: Account, browser: PageClient) -> None:
    before = Session.objects.get().session_key

    change(browser, end_others="on")

    assert is_in(browser)
    assert Session.objects.get().session_key != before


def test_the_other_browsers_are_signed_out(lea: Account, browser: PageClient) -> None:
    phone = signed_in(lea.person)

    change(browser, end_others="on")

    assert not is_in(phone)


def test_the_other_browsers_stay_when_the_holder_wants_so(lea: Account, browser: PageClient) -> None:
    phone = signed_in(lea.person)

    change(browser)

    assert is_in(phone)
    assert is_in(browser)


def test_the_holder_is_told_and_links_sent_before_die(lea: Account, browser: PageClient) -> None:
    token = secret_address(reset_letter(lea)).split("/")[2]

    change(browser, end_others="on")

    assert SecurityAlert.objects.get(account=lea).kind == AlertKind.PASSWORD_CHANGED
    assert link_state(link_of_token(token, LinkPurpose.RESET)) == LinkState.SUPERSEDED


def test_browsers_remembered_are_asked_for_their_second_factor_again(lea: Account, browser: PageClient) -> None:
    remember_device(lea, "Firefox")

    change(browser, end_others="on")

    assert not remembered_devices_of(fresh(lea)).exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"present": "un autre"}, "Ce n’est pas votre mot de passe actuel."),
        ({"password": PASSWORD}, "C’est déjà votre mot de passe"),
        ({"password": "court1"}, "8 caractères"),
        ({"present": ""}, "Ce champ est obligatoire"),
    ],
)
def test_what_does_not_do_is_said_and_changes_nothing(
    lea: Account, browser: PageClient, typed: dict[str, str], said: str
) -> None:
    refused = change(browser, **typed)

    assert refused.status_code == 422
    assert said in words(refused)
    assert fresh(lea).check_password(PASSWORD)
    assert not SecurityAlert.objects.exists()


def test_the_conditions_shown_again_are_those_that_the_refused_password_met(browser: PageClient) -> None:
    page = words(change(browser, password="camille2005"))

    conditions = page.split('class="checklist"', 1)[1]
    assert 'Difficile à deviner <span class="visually-hidden">(à remplir)' in conditions
    assert 'Au moins 1 chiffre <span class="visually-hidden">(rempli)' in conditions


def test_whoever_found_the_browser_open_does_not_guess_the_password(lea: Account, browser: PageClient) -> None:
    for _ in range(5):
        change(browser, present="un autre")

    slowed = change(browser)

    assert slowed.status_code == 429
    assert "Attendez" in words(slowed)
    assert fresh(lea).check_password(PASSWORD)


def test_in_a_crowd_one_comes_back_a_little_later(browser: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Argon2idHasher, "pool", HashingPool(slots=1, queue=0))

    with Argon2idHasher.pool.slot():
        assert change(browser).status_code == 503


def test_the_meter_speaks_to_who_is_signed_in(browser: PageClient) -> None:
    advice = browser.post("/mot-de-passe/avis/", {"password": "aaa"}, headers={"HX-Request": "true"})

    assert "Solidité" in words(advice)
