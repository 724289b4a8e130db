"""« Connexions »."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from peristyle.accounts.models import Account, Session
from peristyle.accounts.rules.life_cycle import State
from peristyle.audit.public import journal
from tests.accounts.factories import account_in
from tests.accounts.walk import words
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
PAGE, OTHERS = "/compte/sessions/", "/compte/sessions/autres/fermer/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
CHROME = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36"


def sign_in(account: Account, *, user_agent: str = FIREFOX, password: str = PASSWORD) -> PageClient:
    browser = PageClient()
    typed = {"login": account.login, "password": password}
    browser.post("/connexion/", typed, headers={"User-Agent": user_agent}, REMOTE_ADDR="82.64.17.201")
    return browser


def is_in(browser: PageClient) -> bool:
    return bool(browser.get(PAGE).status_code == 200)


def ending(session: Session) -> str:
    return f"/compte/sessions/{session.session_key}/fermer/"


def test_each_browser_is_told_with_where_how_and_since_when(at: Traveller, lea: Account) -> None:
    at("2027-10-04 14:30")
    desk = sign_in(lea)
    at("2027-10-04 18:00")
    sign_in(lea, user_agent=CHROME)

    page = words(desk.get(PAGE))

    for told in (
        "Firefox sur Windows",
        "Chrome sur Android",
        "ailleurs (réseau 82.64.x.x)",
        "mot de passe",
        "lundi 4 octobre 2027 à 14:30",
        "lundi 4 octobre 2027 à 18:00",
    ):
        assert told in page
    assert page.count("Cet appareil") == 1


def test_when_a_browser_was_last_there_is_told(at: Traveller, lea: Account) -> None:
    at("2027-10-04 14:30")
    desk, phone = sign_in(lea), sign_in(lea, user_agent=CHROME)
    at("2027-10-04 16:00")
    desk.get(PAGE)
    at("2027-10-04 17:45")

    page = words(phone.get(PAGE))

    assert "lundi 4 octobre 2027 à 16:00" in page
    assert page.count(">en ce moment<") == 1


def test_one_browser_is_signed_out_from_another(lea: Account) -> None:
    desk, phone = sign_in(lea), sign_in(lea, user_agent=CHROME)

    assert desk.post(ending(Session.objects.get(device=CHROME))).url == PAGE

    assert not is_in(phone)
    assert "Cet appareil est déconnecté." in words(desk.get(PAGE))
    assert journal(action="accounts.end_session", subject=f"people.person:{lea.person_id}").exists()


def test_all_others_are_signed_out_at_once(lea: Account) -> None:
    desk, others = sign_in(lea), [sign_in(lea, user_agent=CHROME) for _ in range(2)]

    desk.post(OTHERS)

    assert "2 appareils déconnectés." in words(desk.get(PAGE))
    assert not any(is_in(other) for other in others)


def test_nobody_signs_out_somebody_else(lea: Account) -> None:
    stranger = signed_in(account_in(State.ACTIVE).person)
    desk = sign_in(lea)

    assert stranger.post(ending(Session.objects.get(account=lea))).status_code == 404
    stranger.post(OTHERS)

    assert is_in(desk)


def test_looking_at_these_addresses_signs_nobody_out(lea: Account) -> None:
    desk, phone = sign_in(lea), sign_in(lea)

    desk.get(OTHERS)
    desk.get(ending(Session.objects.first()))  # type: ignore[arg-type]

    assert is_in(desk)
    assert is_in(phone)


def test_sign_ins_of_late_are_told_refused_ones_too(at: Traveller, lea: Account) -> None:
    at("2027-10-04 14:30")
    sign_in(lea, user_agent=CHROME, password="pas le bon")
    at("2027-10-04 18:00")
    desk = sign_in(lea)

    page: Any = words(desk.get(PAGE)).split("Connexions récentes", 1)[1]

    assert page.index("18:00") < page.index("14:30")
    assert "refusée : mot de passe faux" in page
    assert "Chrome sur Android" in page


def test_sign_ins_come_in_pages_for_a_fixed_price(
    at: Traveller, lea: Account, max_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    at("2027-10-04 08:00")
    for _ in range(24):
        at.later(hours=1)
        desk = sign_in(lea)

    with max_queries(9):
        page = words(desk.get(PAGE))

    assert 'href="/compte/sessions/?page=2"' in page
    assert "lundi 4 octobre 2027 à 09:00" not in page.split("Connexions récentes", 1)[1]
    assert "lundi 4 octobre 2027 à 09:00" in words(desk.get(f"{PAGE}?page=2"))


def test_the_sign_ins_of_others_are_not_told(lea: Account) -> None:
    other = account_in(State.ACTIVE)
    sign_in(other, user_agent=CHROME)

    assert "Chrome" not in words(sign_in(lea).get(PAGE))
