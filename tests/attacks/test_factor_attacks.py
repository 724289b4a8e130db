"""What may be tried against second factors: replay, guess, forge, skip, plant (facts/identity.md, M and L)."""

import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from peristyle.accounts.actions.factors.pass_second_factor import ELSEWHERE, FactorRefused, pass_with_code
from peristyle.accounts.actions.factors.remember_device import REMEMBERED_FOR
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.models import Account, Passkey, PasskeyChallenge, RememberedDevice, Session
from peristyle.accounts.queries import factors_of, has_second_factor
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from tests.accounts.authenticators import Phone, paper_of, phone_of
from tests.accounts.factories import CHOSEN_PASSWORD, account_in, coming_from, reset_letter, secret_address
from tests.accounts.passkey_ceremonies import device_of
from tests.harness.inhabitants import PASSWORD, signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.passkey_device import PRESENT, VERIFIED, Device
from tests.harness.routes import Route, routes
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
SIGN_IN, SECOND, KEY = "/connexion/", "/connexion/second-facteur/", "/connexion/cle/"
OWN = "/compte/seconde-verification/"
ATTACKER, OWNER = "203.0.113.9", "192.0.2.1"
FACTOR_PAGES = [route for route in routes() if route.path.startswith(OWN)]


@pytest.fixture
def lea() -> Account:
    return account_in(State.ACTIVE)


def half_way(account: Account, **environment: str) -> PageClient:
    """A browser in which the right password of the account was typed."""
    browser = PageClient(**environment)
    browser.post(SIGN_IN, {"login": account.login, "password": PASSWORD})
    return browser


def is_signed_in(browser: Client) -> bool:
    return browser.get("/compte/").status_code == 200


def asked(browser: Client, address: str = f"{KEY}question/") -> dict[str, Any]:
    """The question put to the passkeys of this browser."""
    question: dict[str, Any] = json.loads(browser.post(address).content)
    return question


# Codes of apps: M1


def test_m1_a_code_of_the_app_is_used_once(lea: Account) -> None:
    phone = phone_of(lea)
    code = phone.code()
    first, second = half_way(lea), half_way(lea)

    assert first.post(SECOND, {"code": code}).status_code == 302
    assert second.post(SECOND, {"code": code}).status_code == 422
    assert not is_signed_in(second)


def test_m1_the_code_that_confirmed_the_app_does_not_sign_in(lea: Account) -> None:
    browser = signed_in(lea.person)
    browser.post(f"{OWN}application/nouvelle/")
    page = browser.get(f"{OWN}application/").content.decode()
    phone = Phone(re.findall(r'copyable-value">([A-Z2-7 ]+)<', page)[0].replace(" ", ""))
    code = phone.code()
    browser.post(f"{OWN}application/", {"name": "Téléphone", "code": code})

    assert half_way(lea).post(SECOND, {"code": code}).status_code == 422


def test_m1_five_tries_are_shared_by_all_factors_browsers_and_addresses(lea: Account) -> None:
    phone, paper, device = phone_of(lea), paper_of(lea), device_of(lea)
    tries = [
        {"code": "000000"},
        {"code": "0000-0000-0000"},
        {"credential": "{}"},
        {"code": "111111"},
        {"credential": device.answer({"challenge": "A" * 43})},
    ]
    for number, typed in enumerate(tries):
        assert half_way(lea, REMOTE_ADDR=f"203.0.113.{number}").post(SECOND, typed).status_code == 422

    late = half_way(lea, REMOTE_ADDR="198.51.100.1")
    answer = device.answer(asked(late, f"{SECOND}question/"))
    for right in ({"code": phone.code()}, {"code": paper[0]}, {"credential": answer}):
        assert late.post(SECOND, right).status_code == 429
    assert not is_signed_in(late)


def test_m1_a_day_of_guessing_is_a_hundred_tries_of_a_million(at: Traveller) -> None:
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    phone_of(lea)
    judged = 0
    for number in range(24 * 20):
        place = coming_from(f"203.0.{number // 250}.{number % 250}")
        with place, pytest.raises((FactorRefused, TooManyTries)) as answer:
            pass_with_code(lea, f"{number:06}", device=None)
        judged += answer.type is FactorRefused
        at.later(minutes=3)

    assert judged <= 110


def test_m1_the_holder_is_never_locked_out_by_who_guesses(at: Traveller) -> None:
    """Their own browser is counted apart, a passkey needs no second step, and a quarter of an hour heals all."""
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    phone, device = phone_of(lea), device_of(lea)
    own = half_way(lea, REMOTE_ADDR=OWNER)
    own.post(SECOND, {"code": phone.code()})
    own.post("/deconnexion/")
    at.later(minutes=2)
    for _ in range(8):
        half_way(lea, REMOTE_ADDR=ATTACKER).post(SECOND, {"code": "000000"})

    own.post(SIGN_IN, {"login": lea.login, "password": PASSWORD})
    assert own.post(SECOND, {"code": phone.code()}).status_code == 302
    newcomer = PageClient(REMOTE_ADDR="198.51.100.7")
    assert newcomer.post(KEY, {"credential": device.answer(asked(newcomer))}).status_code == 302
    at.later(minutes=15)
    assert half_way(lea, REMOTE_ADDR="198.51.100.8").post(SECOND, {"code": phone.code()}).status_code == 302


def test_m1_the_password_alone_makes_no_browser_known(lea: Account) -> None:
    """A browser known to the account is counted apart: whoever has the password only must not obtain that."""
    phone_of(lea)

    browser = half_way(lea)

    assert set(browser.cookies) <= {"session", "csrftoken"}
    assert ELSEWHERE == "elsewhere"


# What a passkey answers: M2


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.test"},
        {"origin": "https://ent.test.evil.test"},
        {"origin": "http://ent.test"},
        {"origin": "https://ent.test:8443"},
        {"type": "webauthn.create"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"flags": 0},
        {"user_handle": "A" * 43},
    ],
)
def test_m2_an_answer_given_elsewhere_or_to_somebody_unverified_is_refused(lea: Account, lie: dict[str, Any]) -> None:
    device, browser = device_of(lea), PageClient()

    refused = browser.post(KEY, {"credential": device.answer(asked(browser), **lie)})

    assert refused.status_code == 422
    assert not is_signed_in(browser)


def test_m2_an_answer_for_another_host_is_refused(lea: Account) -> None:
    device, browser = device_of(lea), PageClient()
    device.host = "evil.test"

    assert browser.post(KEY, {"credential": device.answer(asked(browser))}).status_code == 422


def test_m2_without_a_password_the_device_must_say_for_whom_it_answers(lea: Account) -> None:
    device, browser = device_of(lea), PageClient()
    device.user_handle = ""

    assert browser.post(KEY, {"credential": device.answer(asked(browser))}).status_code == 422


def test_m2_an_answer_serves_once(lea: Account) -> None:
    device, browser = device_of(lea), PageClient()
    answer = device.answer(asked(browser))
    browser.post(KEY, {"credential": answer})
    browser.post("/deconnexion/")

    assert browser.post(KEY, {"credential": answer}).status_code == 422
    assert not is_signed_in(browser)


def test_m2_a_challenge_is_spent_by_a_wrong_answer_too(lea: Account) -> None:
    device, browser = device_of(lea), PageClient()
    question = asked(browser)
    browser.post(KEY, {"credential": "{}"})

    assert browser.post(KEY, {"credential": device.answer(question)}).status_code == 422


def test_m2_a_challenge_is_answered_by_the_browser_that_asked_and_no_other(lea: Account) -> None:
    device, victim, thief = device_of(lea), PageClient(), PageClient()
    asked(thief)

    stolen = device.answer(asked(victim))

    assert thief.post(KEY, {"credential": stolen}).status_code == 422
    assert PageClient().post(KEY, {"credential": stolen}).status_code == 422
    assert victim.post(KEY, {"credential": stolen}).status_code == 302


def test_m2_a_challenge_waits_ten_minutes(at: Traveller) -> None:
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    device, browser = device_of(lea), PageClient()
    question = asked(browser)
    at.later(minutes=10, seconds=1)

    assert browser.post(KEY, {"credential": device.answer(question)}).status_code == 422


def test_m2_an_answer_to_one_question_is_none_to_another(lea: Account) -> None:
    device = device_of(lea)
    half, whole, stranger = half_way(lea), signed_in(lea.person), PageClient()

    for_second_step = device.answer(asked(half, f"{SECOND}question/"))
    assert half.post(KEY, {"credential": for_second_step}).status_code == 422
    for_proof = device.answer(asked(whole, "/compte/preuve/question/"))
    assert whole.post(KEY, {"credential": for_proof}).status_code == 422
    for_sign_in = device.answer(asked(stranger))
    assert stranger.post(SECOND, {"credential": for_sign_in}).url == SIGN_IN
    to_add = json.loads(whole.post(f"{OWN}cle/question/").content)
    assert whole.post("/compte/preuve/", {"credential": device.answer(to_add)}).status_code == 422


def test_m2_a_passkey_of_somebody_else_passes_no_second_step(lea: Account) -> None:
    phone_of(lea)
    mallory = account_in(State.ACTIVE)
    device, browser = device_of(mallory), half_way(lea)
    question = asked(browser, f"{SECOND}question/")

    assert browser.post(SECOND, {"credential": device.answer(question)}).status_code == 422
    assert browser.post(SECOND, {"credential": device.answer(question, user_handle="")}).status_code == 422
    assert not is_signed_in(browser)


def test_m2_a_passkey_of_somebody_else_proves_nothing_again(lea: Account) -> None:
    device, browser = device_of(account_in(State.ACTIVE)), signed_in(lea.person)

    answer = device.answer(asked(browser, "/compte/preuve/question/"))

    assert browser.post("/compte/preuve/", {"credential": answer}).status_code == 422


def test_m2_a_copied_device_shows_by_its_count(lea: Account) -> None:
    device = device_of(lea)
    copy = Device(key=device.key, credential_id=device.credential_id, user_handle=device.user_handle)
    for _ in range(3):
        browser = PageClient()
        assert browser.post(KEY, {"credential": device.answer(asked(browser))}).status_code == 302
    assert Passkey.objects.get().sign_count == 3

    thief = PageClient()
    assert thief.post(KEY, {"credential": copy.answer(asked(thief))}).status_code == 422


def test_m2_a_device_that_counts_nothing_is_believed(lea: Account) -> None:
    device = device_of(lea)
    device.counts = False

    for _ in range(2):
        browser = PageClient()
        assert browser.post(KEY, {"credential": device.answer(asked(browser))}).status_code == 302


def test_m2_a_signature_by_another_key_is_refused(lea: Account) -> None:
    device, browser = device_of(lea), PageClient()
    forged = Device(credential_id=device.credential_id, user_handle=device.user_handle)

    assert browser.post(KEY, {"credential": forged.answer(asked(browser))}).status_code == 422


@pytest.mark.parametrize("lie", [{"origin": "https://evil.test"}, {"flags": PRESENT}])
def test_m2_a_passkey_made_elsewhere_is_not_kept(lea: Account, lie: dict[str, Any]) -> None:
    browser = signed_in(lea.person)
    made = Device().make(asked(browser, f"{OWN}cle/question/"), **lie)

    assert browser.post(f"{OWN}cle/", {"name": "Clé", "credential": made}).status_code == 422
    assert not has_second_factor(lea)


MALFORMED = [
    "",
    "{}",
    "[]",
    "null",
    '"x"',
    "{",
    "\0",
    "é" * 100,
    "[" * 10_000,
    "x" * 100_000,
    json.dumps({"id": "a", "rawId": "a", "type": "public-key", "response": {}}),
    json.dumps({"id": [], "rawId": {}, "type": 1, "response": None}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "%"},
        }
    ),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {"clientDataJSON": "e30", "attestationObject": "oA", "transports": ["internal", 1, None]},
        }
    ),
]


@pytest.mark.parametrize("answer", MALFORMED)
def test_m2_a_malformed_answer_is_refused_and_breaks_nothing(lea: Account, answer: str) -> None:
    device_of(lea)
    stranger, half, whole = PageClient(), half_way(lea), signed_in(lea.person)
    asked(stranger)
    asked(half, f"{SECOND}question/")
    asked(whole, f"{OWN}cle/question/")

    assert stranger.post(KEY, {"credential": answer}).status_code == 422
    assert half.post(SECOND, {"credential": answer}).status_code == 422
    assert whole.post(f"{OWN}cle/", {"name": "Clé", "credential": answer}).status_code == 422


# Adding and removing: M3


@pytest.mark.parametrize("route", FACTOR_PAGES, ids=lambda route: route.name)
def test_m3_no_page_of_factors_opens_without_a_fresh_proof(route: Route, at: Traveller) -> None:
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    browser = signed_in(lea.person)
    at.later(minutes=10, seconds=1)

    for answer in (browser.get(route.path), browser.post(route.path, {"name": "x", "code": "1"})):
        assert answer.status_code == 302
        assert answer.url.startswith("/compte/preuve/?suite=")


@pytest.mark.parametrize("route", FACTOR_PAGES, ids=lambda route: route.name)
def test_m3_no_page_of_factors_takes_a_forged_post(route: Route, lea: Account) -> None:
    browser = signed_in(lea.person)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies

    assert strict.post(route.path, {"name": "x"}).status_code == 403


def test_m3_whoever_is_half_signed_in_reaches_no_page_of_factors(lea: Account) -> None:
    phone_of(lea)
    browser = half_way(lea)
    address = f"{OWN}application/{factors_of(lea)[0].pk}/retirer/"

    assert browser.post(address).url.startswith(SIGN_IN)
    assert has_second_factor(lea)


# Browsers remembered: M4


def remembered(account: Account, phone: Phone) -> PageClient:
    browser = half_way(account)
    assert browser.post(SECOND, {"code": phone.code(), "remember": "on"}).status_code == 302
    browser.post("/deconnexion/")
    return browser


def comes_in(browser: PageClient, account: Account, password: str = PASSWORD) -> bool:
    """Whether the password is enough in this browser."""
    return str(browser.post(SIGN_IN, {"login": account.login, "password": password}).url) == "/"


def test_m4_the_cookie_of_one_account_is_worth_nothing_to_another(lea: Account) -> None:
    victim = account_in(State.ACTIVE)
    phone_of(victim)

    assert not comes_in(remembered(lea, phone_of(lea)), victim)


@pytest.mark.parametrize("change", ["password", "added", "removed", "reset"])
def test_m4_a_changed_password_or_factor_forgets_every_browser(lea: Account, change: str) -> None:
    phone_of(lea, name="Tablette")
    browser = remembered(lea, phone_of(lea))
    password = PASSWORD
    if change == "password":
        lea.set_password("un-autre-mot-de-passe-2026")
        lea.save()
        password = "un-autre-mot-de-passe-2026"
    elif change == "added":
        device_of(lea)
    elif change == "removed":
        factors_of(lea)[0].delete()
    else:
        resetting = PageClient()
        resetting.post(secret_address(reset_letter(lea)))
        resetting.post("/nouveau-mot-de-passe/", {"password": CHOSEN_PASSWORD})
        password = CHOSEN_PASSWORD

    assert not comes_in(browser, lea, password)


def test_m4_the_cookie_is_kept_from_scripts_and_its_secret_from_the_table(lea: Account) -> None:
    cookie = remembered(lea, phone_of(lea)).cookies["remembered"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == REMEMBERED_FOR.total_seconds()
    assert len(cookie.value) == 43
    assert cookie.value not in str(list(RememberedDevice.objects.values()))


@pytest.mark.parametrize("planted", ["", "x", "A" * 43, "é", "a:b:c"])
def test_m4_an_invented_cookie_is_none(lea: Account, planted: str) -> None:
    phone_of(lea)
    browser = PageClient()
    browser.cookies["remembered"] = planted

    assert not comes_in(browser, lea)


# Recovery codes: M5


def test_m5_recovery_codes_are_kept_as_digests_and_used_once(lea: Account) -> None:
    phone_of(lea)
    code = paper_of(lea)[0]
    assert code not in str(list(lea.recovery_codes.values()))
    assert code.replace("-", "") not in str(list(lea.recovery_codes.values()))

    assert half_way(lea).post(SECOND, {"code": code}).status_code == 302
    assert half_way(lea).post(SECOND, {"code": code}).status_code == 422


def test_m5_a_recovery_code_of_somebody_else_is_none(lea: Account) -> None:
    phone_of(lea)
    other = account_in(State.ACTIVE)
    phone_of(other)

    assert half_way(lea).post(SECOND, {"code": paper_of(other)[0]}).status_code == 422


def test_m5_renewed_codes_kill_the_former_ones(lea: Account) -> None:
    phone_of(lea)
    former = paper_of(lea)[0]
    paper_of(lea)

    assert half_way(lea).post(SECOND, {"code": former}).status_code == 422


# No way around: M6 and A10


def test_m6_no_address_opens_before_the_second_step(lea: Account) -> None:
    phone_of(lea)
    browser = half_way(lea)

    opened = [
        route.name
        for route in routes()
        if route.access and route.access.kind != "anyone"
        for answer in (browser.get(route.path), browser.post(route.path))
        if answer.status_code != 401 and not (answer.status_code == 302 and answer.url.startswith(f"{SIGN_IN}?suite="))
    ]

    assert opened == []


def test_m6_a_proof_is_asked_for_by_the_page_itself_not_by_the_way_to_it(at: Traveller) -> None:
    at("2026-10-01 08:00")
    lea = account_in(State.ACTIVE)
    browser = signed_in(lea.person)
    at.later(hours=1)

    browser.get("/compte/preuve/", {"suite": OWN})
    browser.post("/compte/preuve/", {"suite": OWN})

    assert browser.get(OWN).status_code == 302


def test_m6_confinement_is_not_left_by_an_empty_post() -> None:
    officer = Account.objects.get(person=someone(Role.REGISTRAR_OFFICER))
    browser = PageClient()
    browser.post(SIGN_IN, {"login": officer.login, "password": PASSWORD})

    for page in (OWN, f"{OWN}application/", f"{OWN}cle/", f"{OWN}application/nouvelle/", "/compte/preuve/", SECOND):
        browser.post(page)

    assert browser.get("/gestion/").url == OWN


def test_a10_a_new_password_does_not_go_past_the_second_factor(lea: Account) -> None:
    phone_of(lea)
    browser = PageClient()
    browser.post(secret_address(reset_letter(lea)))
    browser.post("/nouveau-mot-de-passe/", {"password": CHOSEN_PASSWORD})

    assert not is_signed_in(browser)
    assert browser.post(SIGN_IN, {"login": lea.login, "password": CHOSEN_PASSWORD}).url == SECOND


# The steps of signing in: L1 to L5 and L15


def test_l1_the_session_id_changes_at_each_step(lea: Account) -> None:
    phone = phone_of(lea)
    browser = PageClient()
    asked(browser)
    keys = [browser.cookies["session"].value]

    browser.post(SIGN_IN, {"login": lea.login, "password": PASSWORD})
    keys.append(browser.cookies["session"].value)
    browser.post(SECOND, {"code": phone.code()})
    keys.append(browser.cookies["session"].value)
    browser.post("/compte/preuve/", {"password": PASSWORD})
    keys.append(browser.cookies["session"].value)

    assert len(set(keys)) == 4
    for old in keys[:-1]:
        thief = PageClient()
        thief.cookies["session"] = old
        assert not is_signed_in(thief)
        assert thief.get(SECOND).url == SIGN_IN


def test_l2_a_forged_second_step_or_passkey_is_refused(lea: Account) -> None:
    phone = phone_of(lea)
    half = half_way(lea)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = half.cookies

    assert strict.post(SECOND, {"code": phone.code()}).status_code == 403
    for address in (KEY, f"{KEY}question/", f"{SECOND}question/"):
        assert strict.post(address, {"credential": "{}"}).status_code == 403


def test_l3_a_password_typed_by_an_attacker_in_the_victims_browser_signs_the_victim_in_nowhere(lea: Account) -> None:
    """Half signed in as the attacker, the victim's own answer does not become the attacker's session."""
    attacker = account_in(State.ACTIVE)
    phone_of(attacker)
    victims_device = device_of(lea)
    browser = half_way(attacker)

    answer = victims_device.answer(asked(browser, f"{SECOND}question/"))
    assert browser.post(SECOND, {"credential": answer}).status_code == 422
    assert not Session.objects.exclude(account=None).exists()


@pytest.mark.parametrize(
    "typed", [{}, {"code": ""}, {"credential": ""}, {"remember": "on"}, {"code": " ", "credential": " "}]
)
def test_l4_an_empty_second_step_opens_nothing(lea: Account, typed: dict[str, str]) -> None:
    phone_of(lea)
    browser = half_way(lea)

    assert browser.post(SECOND, typed).status_code == 422
    assert not is_signed_in(browser)


def test_l4_a_changed_password_undoes_the_first_step(lea: Account) -> None:
    phone = phone_of(lea)
    browser = half_way(lea)
    lea.set_password("un-autre-mot-de-passe-2026")
    lea.save()

    assert browser.post(SECOND, {"code": phone.code()}).url == SIGN_IN


def test_l5_the_next_user_of_the_browser_is_not_half_signed_in_as_the_former(lea: Account) -> None:
    phone_of(lea)
    later = account_in(State.ACTIVE)
    phone = phone_of(later)
    browser = half_way(lea)

    browser.post(SIGN_IN, {"login": later.login, "password": PASSWORD})
    browser.post(SECOND, {"code": phone.code()})

    assert browser.session["_auth_user_id"] == str(later.pk)
    assert "half_way" not in browser.session


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_l15_no_step_leads_elsewhere(lea: Account, elsewhere: str) -> None:
    device, phone = device_of(lea), phone_of(lea)
    half = PageClient()
    half.post(SIGN_IN, {"login": lea.login, "password": PASSWORD, "suite": elsewhere})
    assert half.post(SECOND, {"code": phone.code(), "suite": elsewhere}).url == "/"
    assert half.post("/compte/preuve/", {"password": PASSWORD, "suite": elsewhere}).url == "/"

    by_key = PageClient()
    answer = device.answer(asked(by_key))
    assert by_key.post(KEY, {"credential": answer, "suite": elsewhere}).url == "/"


# Secrets stay where they are


def test_neither_log_nor_tables_keep_a_secret_of_a_factor(
    log: io.StringIO, lea: Account, run_due_tasks: Callable[..., list[str]]
) -> None:
    phone = phone_of(lea)
    codes = paper_of(lea)
    browser = half_way(lea)
    browser.post(SECOND, {"code": "000000"})
    typed = phone.code()
    browser.post(SECOND, {"code": typed, "remember": "on"})
    half_way(lea).post(SECOND, {"code": codes[0]})
    run_due_tasks()

    tables = json.dumps(
        [list(model._default_manager.values()) for model in apps.get_models()], default=str, ensure_ascii=False
    )
    for secret in (phone.secret, f'"{typed}"', *codes, browser.cookies["remembered"].value):
        assert secret not in log.getvalue()
        assert secret not in tables


def test_what_is_over_is_swept(lea: Account, at: Traveller, run_due_tasks: Callable[..., list[str]]) -> None:
    remembered(lea, phone_of(lea))
    asked(PageClient())

    at(clock.now() + REMEMBERED_FOR)
    run_due_tasks(regular=True)

    assert not RememberedDevice.objects.exists()
    assert not PasskeyChallenge.objects.exists()
