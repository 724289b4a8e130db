"""What may be tried against the door: enumerate, guess, replay, forge, skip, flood (facts/identity.md, L and A)."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.core.signing import b64_decode
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from peristyle.accounts.actions.prove_identity import IdentityRefused, prove_identity
from peristyle.accounts.actions.sign_in import _nobody_s_password, sign_in
from peristyle.accounts.actions.throttle import TooManyTries, count_failure
from peristyle.accounts.hashing import Argon2idHasher, HashingPool
from peristyle.accounts.models import Account, Activation, MailedLink, Session
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel import clock
from peristyle.kernel.tokens import new_code, new_token
from peristyle.mailbox.actions.request_redirect import request_redirect, send_confirmation
from tests.accounts.factories import (
    CHOSEN_PASSWORD,
    DOMAIN,
    PersonFactory,
    account_in,
    activation_letter,
    coming_from,
    fresh,
    reset_letter,
    secret_address,
)
from tests.accounts.walk import (
    CHARTER,
    DONE,
    MAIL,
    accept_charter,
    begin,
    choose_mail,
    choose_password,
    walk,
    words,
)
from tests.accounts.walk import (
    PASSWORD as CHOOSE_PASSWORD,
)
from tests.harness.budget import BOOKKEEPING
from tests.harness.inhabitants import PASSWORD, signed_in
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.routes import Route, routes
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
RunDueTasks = Callable[..., list[str]]
SIGN_IN, IDENTITY, CODE = "/connexion/", "/premiere-connexion/", "/activation/code/"
FORGOTTEN_PASSWORD, NEW_PASSWORD = "/probleme-de-connexion/mot-de-passe/", "/nouveau-mot-de-passe/"
WRONG = "pas-le-bon-mot-de-passe"
BORN = "14/03/2007"
ATTACKER, OWNER = "203.0.113.9", "192.0.2.1"
addresses = count(1)
DOOR = [route for route in routes() if route.name.startswith(("accounts:", "mailbox:", "helpdesk:"))]


def try_to_sign_in(browser: Client, login: str, password: str = WRONG, **more: str) -> Any:
    return browser.post(SIGN_IN, {"login": login, "password": password, **more})


def is_signed_in(browser: Client) -> bool:
    return bool(browser.get("/gestion/").status_code == 200)


# Enumeration by what is said: L12 and A5


def everybody() -> dict[str, Account]:
    """Somebody in each situation a stranger might want to tell apart."""
    return {state.value: account_in(state) for state in State} | {
        "closed before activation": account_in(State.CLOSED, activated=False),
        "suspended before activation": account_in(State.SUSPENDED, activated=False),
        "without personal address": account_in(State.ACTIVE, person__backup_email=""),
    }


def said(response: Any, *typed: str) -> tuple[int, dict[str, str], list[str], str]:
    """All that a stranger is told, but what changes at each request and what they typed themselves."""
    body = response.content.decode()
    for token in {*re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', body), response["X-Request-Id"], *typed}:
        body = body.replace(token, "…")
    body = re.sub(r'name="csrf-token" content="\w+"', "", body)
    headers = {
        name: value for name, value in response.headers.items() if name not in ("X-Request-Id", "Content-Length")
    }
    return response.status_code, headers, sorted(response.cookies), body


def test_l12_signing_in_says_the_same_of_everybody() -> None:
    heard = {
        who: said(try_to_sign_in(PageClient(), account.login), account.login) for who, account in everybody().items()
    }
    heard["nobody"] = said(try_to_sign_in(PageClient(), f"nobody.nowhere@{DOMAIN}"), f"nobody.nowhere@{DOMAIN}")

    assert len(heard) == 10
    assert all(what == heard["nobody"] for what in heard.values())


def test_l12_waiting_is_asked_of_everybody() -> None:
    heard = {}
    for login in [account.login for account in everybody().values()] + [f"nobody.nowhere@{DOMAIN}"]:
        answers = [try_to_sign_in(PageClient(), login).status_code for _ in range(6)]
        heard[login] = answers

    assert set(map(tuple, heard.values())) == {(422, 422, 422, 422, 422, 429)}


@pytest.mark.parametrize("page", [IDENTITY, FORGOTTEN_PASSWORD, "/probleme-de-connexion/identifiant/"])
def test_a5_a_wrong_birth_date_says_the_same_of_everybody(page: str) -> None:
    def heard_of(number: str) -> Any:
        return said(PageClient().post(page, {"number": number, "birth_date": "15/03/2007"}), number)

    nobody = heard_of("99999999")

    assert heard_of(PersonFactory.create().student_number) == nobody
    for account in everybody().values():
        assert heard_of(account.person.student_number) == nobody


def test_a5_a_wrong_code_says_the_same_of_everybody() -> None:
    def heard_of(number: str) -> Any:
        return said(PageClient().post(CODE, {"number": number, "code": "00000000"}), number)

    nobody = heard_of("99999999")
    awaited = account_in(State.ACTIVATABLE)
    activation_letter(awaited)

    for account in [awaited, *everybody().values()]:
        assert heard_of(account.person.student_number) == nobody


# Enumeration by the time it takes: L12


class CountingPool(HashingPool):
    """The pool of hashes, which counts who comes."""

    def __init__(self) -> None:
        super().__init__(slots=1, queue=1)
        self.hashes = 0

    def slot(self) -> Any:
        self.hashes += 1
        return super().slot()


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> CountingPool:
    _nobody_s_password()  # made once in the life of a process
    counting = CountingPool()
    monkeypatch.setattr(Argon2idHasher, "pool", counting)
    return counting


def work_of(pool: CountingPool, path: str, typed: dict[str, str]) -> tuple[int, list[str]]:
    """How many hashes a try from a new address costs, and which statements: their words without their values."""
    before = pool.hashes
    stranger = PageClient(REMOTE_ADDR=f"198.51.100.{next(addresses)}")
    with CaptureQueriesContext(connection) as captured:
        assert stranger.post(path, typed).status_code == 422
    statements = [query["sql"] for query in captured if not query["sql"].startswith(BOOKKEEPING)]
    return pool.hashes - before, [re.sub(r"'[^']*'|\b\d+\b|NULL|true|false", "?", sql) for sql in statements]


def test_l12_a_refused_sign_in_costs_the_same_work_for_everybody(pool: CountingPool) -> None:
    """One hash and the same statements, whoever was meant: that is what the time is made of.

    Clocks are not asked. On a shared machine a difference of one statement drowns in the noise of a hundred tries
    and the test would pass; on a busy one it would fail for nothing. Counting sees the smallest difference, always.
    """
    logins = [account.login for account in everybody().values()] + [f"nobody.nowhere@{DOMAIN}"]

    costs = [work_of(pool, SIGN_IN, {"login": login, "password": WRONG}) for login in logins]

    assert {hashes for hashes, _ in costs} == {1}
    assert all(cost == costs[0] for cost in costs)


def test_a5_a_refused_identity_costs_the_same_work_for_everybody(pool: CountingPool) -> None:
    """As above; there is no hash here, only statements."""
    numbers = [account.person.student_number for account in everybody().values()] + ["99999999"]

    costs = [work_of(pool, IDENTITY, {"number": number, "birth_date": "15/03/2007"}) for number in numbers]

    assert all(cost == costs[0] for cost in costs)


def test_a5_a_refused_code_costs_the_same_work_for_everybody(pool: CountingPool) -> None:
    """As above: a number nobody has, one without a link, one with a dead link and one with a live one."""
    awaited, too_late = account_in(State.ACTIVATABLE), account_in(State.ACTIVATABLE)
    activation_letter(awaited)
    activation_letter(too_late)
    MailedLink.objects.filter(account=too_late).update(expires_at=clock.now())
    numbers = [account.person.student_number for account in (awaited, too_late, *everybody().values())] + ["99999999"]

    costs = [work_of(pool, CODE, {"number": number, "code": "00000000"}) for number in numbers]

    assert all(cost == costs[0] for cost in costs)


@pytest.mark.real_hashes
def test_l12_the_hash_verified_for_nobody_is_as_dear_as_anybodys() -> None:
    account = account_in(State.ACTIVE)

    nobody, somebody = (Argon2idHasher().decode(encoded) for encoded in (_nobody_s_password(), account.password))

    for parameter in ("variety", "version", "time_cost", "memory_cost", "parallelism"):
        assert nobody[parameter] == somebody[parameter]


def test_l13_a_password_of_a_megabyte_is_not_hashed(pool: CountingPool) -> None:
    account = account_in(State.ACTIVE)
    before = pool.hashes

    assert try_to_sign_in(PageClient(), account.login, "x" * 1_000_000).status_code == 422
    assert pool.hashes == before


# Guessing and replaying: A1 and A7


def test_a1_a_token_has_256_bits_and_a_code_eight_digits() -> None:
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}
    assert all(re.fullmatch(r"\d{8}", new_code()) for _ in range(1000))


@pytest.mark.parametrize("path", ["/activation/{}/", "/nouveau-mot-de-passe/{}/", "/redirection/{}/"])
def test_a1_guessed_tokens_open_nothing_and_tell_nothing(path: str) -> None:
    activation_letter(account_in(State.ACTIVATABLE))
    reset_letter(account_in(State.ACTIVE))
    browser = PageClient()

    heard = {
        said(call(address), address)[::3]
        for address in (path.format(new_token()) for _ in range(10))
        for call in (browser.get, browser.post)
    }

    assert len(heard) == 1
    assert {status for status, _ in heard} == {410}
    assert not Session.objects.exists()


def test_a1_a_spent_link_opens_nothing_in_the_browser_that_spent_it_either() -> None:
    browser = PageClient()
    letter = activation_letter(account_in(State.ACTIVATABLE))
    walk(browser, letter)

    for again in (
        begin(browser, letter),
        accept_charter(browser),
        choose_password(browser, "chemin-de-la-garrigue-93"),
    ):
        assert again.status_code == 410


def test_a7_a_code_is_tried_five_times_whatever_the_number_of_addresses() -> None:
    account = account_in(State.ACTIVATABLE)
    code = activation_letter(account).code
    typed = {"number": account.person.student_number, "code": f"{(int(code) + 1) % 10**8:08}"}
    for number in range(5):
        assert PageClient(REMOTE_ADDR=f"203.0.113.{number}").post(CODE, typed).status_code == 422

    assert PageClient(REMOTE_ADDR=OWNER).post(CODE, {**typed, "code": code}).status_code == 422


# Brute force: L9, L10, L11 and A4


def test_l11_an_hour_of_guessing_from_one_address_is_a_dozen_tries(at: Traveller) -> None:
    at("2026-10-01 08:00")
    account = account_in(State.ACTIVE)
    browser, judged = PageClient(REMOTE_ADDR=ATTACKER), 0

    for _ in range(180):
        judged += try_to_sign_in(browser, account.login).status_code == 422
        at.later(seconds=20)

    assert judged <= 15
    assert try_to_sign_in(PageClient(REMOTE_ADDR=OWNER), account.login, PASSWORD).status_code == 302


def test_l11_a_crowd_of_addresses_never_locks_the_owner_out() -> None:
    account = account_in(State.ACTIVE)
    for number in range(60):
        try_to_sign_in(PageClient(REMOTE_ADDR=f"203.0.113.{number}"), account.login)

    newcomer = PageClient(REMOTE_ADDR="198.51.100.1")
    assert try_to_sign_in(newcomer, account.login).status_code == 422
    assert try_to_sign_in(newcomer, account.login).status_code == 429
    assert try_to_sign_in(PageClient(REMOTE_ADDR=OWNER), account.login, PASSWORD).status_code == 302


def test_a4_a_day_of_guessing_birth_dates_is_a_hundred_tries_of_three_thousand(at: Traveller) -> None:
    at("2026-10-01 08:00")
    person = PersonFactory.create(birth_date=date(2007, 12, 31))
    judged, born = 0, date(2000, 1, 1)

    with coming_from(ATTACKER):
        for _ in range(24 * 30):
            with pytest.raises((IdentityRefused, TooManyTries)) as answer:
                prove_identity(str(person.student_number), born)
            if answer.type is IdentityRefused:
                judged += 1
                born += timedelta(days=1)
            at.later(minutes=2)

    assert judged <= 110


def test_l11_tries_sent_all_at_once_are_worth_no_more_than_in_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one password is being hashed, five others of the same volley are found wrong."""

    class Volley(HashingPool):
        def slot(self) -> Any:
            for _ in range(5):
                count_failure("sign-in", account.login)
            return super().slot()

    account = account_in(State.ACTIVE)
    with monkeypatch.context() as patch, coming_from(ATTACKER):
        patch.setattr(Argon2idHasher, "pool", Volley(slots=1, queue=0))
        with pytest.raises(TooManyTries):
            sign_in(account.login, PASSWORD)


@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_CLIENT_IP", "HTTP_TRUE_CLIENT_IP"]
)
def test_l9_an_invented_address_does_not_reset_the_count(header: str) -> None:
    account = account_in(State.ACTIVE)
    for number in range(5):
        try_to_sign_in(PageClient(**{header: f"198.51.100.{number}"}), account.login)

    assert try_to_sign_in(PageClient(**{header: "198.51.100.77"}), account.login).status_code == 429


@override_settings(PERISTYLE_TRUSTED_PROXIES=1)
def test_l9_behind_our_proxy_only_what_the_proxy_saw_counts() -> None:
    account = account_in(State.ACTIVE)
    for number in range(5):
        try_to_sign_in(PageClient(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, {ATTACKER}"), account.login)

    assert try_to_sign_in(PageClient(HTTP_X_FORWARDED_FOR=f"192.0.2.77, {ATTACKER}"), account.login).status_code == 429
    assert try_to_sign_in(PageClient(HTTP_X_FORWARDED_FOR=OWNER), account.login, PASSWORD).status_code == 302


def test_l10_an_attackers_own_success_does_not_pay_for_the_next_guesses() -> None:
    mine, theirs = account_in(State.ACTIVE), account_in(State.ACTIVE)
    judged = 0
    for _ in range(10):
        judged += try_to_sign_in(PageClient(REMOTE_ADDR=ATTACKER), theirs.login).status_code == 422
        try_to_sign_in(PageClient(REMOTE_ADDR=ATTACKER), mine.login, PASSWORD)

    assert judged == 5


# Flooding, A12


def test_a12_whoever_knows_number_and_birth_date_does_not_flood_the_mailbox(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    for state, ask in ((State.ACTIVATABLE, "/premiere-connexion/lien/"), (State.ACTIVE, f"{FORGOTTEN_PASSWORD}lien/")):
        account = account_in(state)
        browser = PageClient()
        browser.post(IDENTITY, {"number": account.person.student_number, "birth_date": BORN})
        for _ in range(20):
            browser.post(ask)
            run_due_tasks()

        assert len(outbox.to(account.person.backup_email)) == 5


# Where one goes after signing in: L15

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "\\/evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "\t//evil.example/",
    " //evil.example/",
    "\x00//evil.example/",
    "\u00a0//evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "testserver@evil.example",
    "//testserver@evil.example/",
    "//evil.example\\@testserver/",
    "https://testserver.evil.example/",
    "https://testserver@evil.example/",
    "https://testserver:80@evil.example@testserver/",
    "https://testserver/",
    "http://testserver/gestion/",
    "/／evil.example",
    "／／evil.example/",
    "/%2F/evil.example"[:1] + "/evil.example",
    ".evil.example",
    "@evil.example",
    "evil.example",
    "/x\r\nLocation: https://evil.example/",
    "/x\r\nSet-Cookie: session=stolen",
    "?suite=//evil.example",
    "",
    "x" * 10_000,
    "/" * 10_000,
    "/é" * 5_000,
]


@pytest.mark.parametrize("asked", ELSEWHERE)
def test_l15_signing_in_never_leads_elsewhere(asked: str) -> None:
    account = account_in(State.ACTIVE)
    browser = Client()
    posted = try_to_sign_in(browser, account.login, PASSWORD, suite=asked)
    in_address = try_to_sign_in_at(Client(), account.login, asked)
    already = browser.get(SIGN_IN, {"suite": asked})

    for response in (posted, in_address, already):
        assert response.status_code == 302
        target = response["Location"]
        assert re.match(r"/(?![/\\])", target), target
        assert not re.search(r"[\x00-\x20\\]", target)
        assert "Set-Cookie" not in response.headers
        assert urlsplit(target).netloc == ""


def try_to_sign_in_at(browser: Client, login: str, asked: str) -> Any:
    return browser.post(SIGN_IN, {"login": login, "password": PASSWORD}, query_params={"suite": asked})


def test_l15_a_stranger_sent_to_the_sign_in_page_brings_only_an_address_of_ours() -> None:
    sent = Client().get("/gestion/", {"suite": "//evil.example"}, headers={"host": "testserver"})

    assert sent["Location"].startswith("/connexion/?suite=/gestion/")


# Forged requests: L2


@pytest.mark.parametrize("route", DOOR, ids=lambda route: route.name)
def test_l2_no_page_of_the_door_takes_a_forged_post(route: Route) -> None:
    strict = Client(enforce_csrf_checks=True)

    forged = strict.post(route.path, {"login": "x", "password": "x"})

    assert forged.status_code == 403


def test_l2_a_forged_sign_in_does_not_sign_the_victim_in_as_the_attacker() -> None:
    account = account_in(State.ACTIVE)
    victim = PageClient(enforce_csrf_checks=True)
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', victim.get(SIGN_IN).content.decode())[0]
    typed = {"login": account.login, "password": PASSWORD}

    forged = [
        victim.post(SIGN_IN, typed),
        victim.post(SIGN_IN, {**typed, "csrfmiddlewaretoken": "A" * 64}),
        victim.post(SIGN_IN, {**typed, "csrfmiddlewaretoken": token}, headers={"origin": "https://evil.example"}),
        victim.post(SIGN_IN, {**typed, "csrfmiddlewaretoken": token}, headers={"origin": "null"}),
    ]

    assert {answer.status_code for answer in forged} == {403}
    assert not is_signed_in(victim)
    assert victim.post(SIGN_IN, {**typed, "csrfmiddlewaretoken": token}).status_code == 302


def test_l2_the_token_against_forged_requests_changes_when_one_signs_in() -> None:
    account = account_in(State.ACTIVE)
    browser = PageClient()
    browser.get(SIGN_IN)
    before = browser.cookies["csrftoken"].value

    try_to_sign_in(browser, account.login, PASSWORD)

    assert browser.cookies["csrftoken"].value != before


def test_l3_the_activation_link_of_an_attacker_changes_nothing_for_who_is_signed_in() -> None:
    attackers_letter = activation_letter(account_in(State.ACTIVATABLE))
    victim = account_in(State.ACTIVE)
    browser = signed_in(victim.person)

    browser.get(secret_address(attackers_letter))

    assert browser.session["_auth_user_id"] == str(victim.pk)
    assert is_signed_in(browser)


# Sessions: L1, L5 and L8


@pytest.mark.parametrize("planted", ["a" * 32, "known"])
def test_l1_a_session_id_planted_beforehand_is_worth_nothing_afterwards(planted: str) -> None:
    account = account_in(State.ACTIVE)
    if planted == "known":
        attacker = PageClient()
        begin(attacker, activation_letter(account_in(State.ACTIVATABLE)))
        planted = attacker.cookies["session"].value
    victim = PageClient()
    victim.cookies["session"] = planted

    try_to_sign_in(victim, account.login, PASSWORD)

    assert victim.cookies["session"].value != planted
    thief = PageClient()
    thief.cookies["session"] = planted
    assert not is_signed_in(thief)
    assert thief.get(CHARTER).status_code == 410


@pytest.mark.parametrize("step", ["identity", "link", "password"])
def test_l1_each_step_that_proves_something_changes_the_session_id(step: str) -> None:
    account = account_in(State.ACTIVATABLE)
    letter = activation_letter(account)
    browser = PageClient()
    browser.post(IDENTITY, {"number": account.person.student_number, "birth_date": BORN})
    if step == "password":
        begin(browser, letter)
        accept_charter(browser)
        choose_mail(browser)
    before = browser.cookies["session"].value

    if step == "identity":
        browser.post(IDENTITY, {"number": account.person.student_number, "birth_date": BORN})
    elif step == "link":
        begin(browser, letter)
    else:
        choose_password(browser)

    assert browser.cookies["session"].value != before
    thief = PageClient()
    thief.cookies["session"] = before
    assert thief.get("/premiere-connexion/situation/").url == IDENTITY
    assert thief.get(CHARTER).status_code == 410


def test_l5_the_next_user_of_the_browser_gets_nothing_of_the_former() -> None:
    former, later = account_in(State.ACTIVE), account_in(State.ACTIVE)
    browser = PageClient()
    try_to_sign_in(browser, former.login, PASSWORD)
    browser.get("/")
    browser.post("/deconnexion/")

    assert former.login not in words(browser.get("/"))
    assert dict(browser.session) == {}
    assert former.login not in kept_by(browser)

    try_to_sign_in(browser, later.login, PASSWORD)
    assert former.login not in words(browser.get("/"))
    assert former.person.display_name not in words(browser.get("/"))


def kept_by(browser: PageClient) -> str:
    """All that its next user may read in this browser's cookies, decoded where it can be."""
    values = [cookie.value for cookie in browser.cookies.values()]
    parts = [part for value in values for part in value.split(":")]
    return " ".join(values) + " ".join(b64_decode(part.encode()).decode(errors="replace") for part in parts if part)


def test_l5_what_one_person_left_half_done_is_not_the_next_ones() -> None:
    former, later = account_in(State.ACTIVATABLE), account_in(State.ACTIVATABLE)
    browser = PageClient()
    begin(browser, activation_letter(former))
    accept_charter(browser)
    choose_mail(browser, redirect="on", address="former@example.net")

    browser.post(IDENTITY, {"number": later.person.student_number, "birth_date": BORN})
    assert browser.get(CHOOSE_PASSWORD).status_code == 410
    assert choose_password(browser).status_code == 410

    begin(browser, activation_letter(later))
    assert browser.get(MAIL).url == CHARTER
    accept_charter(browser)
    assert "former@example.net" not in words(browser.get(MAIL))
    assert browser.get("/premiere-connexion/situation/").url == IDENTITY


def test_l5_signing_in_forgets_what_was_proved_and_begun_from_outside() -> None:
    stranger, account = account_in(State.ACTIVATABLE), account_in(State.ACTIVE)
    browser = PageClient()
    begin(browser, activation_letter(stranger))
    browser.post(IDENTITY, {"number": stranger.person.student_number, "birth_date": BORN})

    try_to_sign_in(browser, account.login, PASSWORD)

    assert browser.get("/premiere-connexion/situation/").url == IDENTITY
    assert browser.get(CHARTER).status_code == 410


def test_l8_cookies_are_kept_from_scripts_and_from_other_sites() -> None:
    browser = PageClient()
    try_to_sign_in(browser, account_in(State.ACTIVE).login, PASSWORD)
    browser.post("/langue/", {"language": "en", "next": "/"})

    assert set(browser.cookies) == {"session", "csrftoken", "device", "language"}
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize("path", [SIGN_IN, IDENTITY, DONE, "/fermeture/"])
def test_l5_no_page_stays_in_the_memory_of_a_shared_browser(path: str) -> None:
    browser = signed_in(account_in(State.ACTIVE).person)

    assert browser.get("/")["Cache-Control"] == "no-store"
    assert PageClient().get(IDENTITY)["Cache-Control"] == "no-store"


# Hosts, L14


@override_settings(ALLOWED_HOSTS=["*"])
def test_l14_an_invented_host_never_reaches_a_mail(outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    evil = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil.example"}
    browser = PageClient(headers=evil)
    for state, ask in (
        (State.ACTIVATABLE, "/premiere-connexion/lien/"),
        (State.ACTIVE, f"{FORGOTTEN_PASSWORD}lien/"),
        (State.ACTIVE, "/probleme-de-connexion/identifiant/reponse/"),
    ):
        account = account_in(state)
        browser.post(IDENTITY, {"number": account.person.student_number, "birth_date": BORN})
        browser.post(ask)
    begin(browser, activation_letter(account_in(State.ACTIVATABLE)))
    accept_charter(browser)
    choose_mail(browser, redirect="on", address="zoe@example.org")
    choose_password(browser)
    run_due_tasks()

    assert len(outbox) == 5
    for letter in outbox.letters:
        assert "evil.example" not in str(letter.message.message())
        assert {urlsplit(link).netloc for link in letter.links} == {"ent.test"}


def test_l14_a_host_that_is_not_ours_is_refused() -> None:
    assert Client(headers={"host": "evil.example"}).get(SIGN_IN).status_code == 400


def test_a9_a_mail_goes_to_the_address_on_record_whatever_the_form_says(
    outbox: Outbox, run_due_tasks: RunDueTasks
) -> None:
    evil = dict.fromkeys(("address", "email", "to", "backup_email", "sent_to"), "eve@evil.example")
    for state, ask in ((State.ACTIVATABLE, "/premiere-connexion/lien/"), (State.ACTIVE, f"{FORGOTTEN_PASSWORD}lien/")):
        browser, account = PageClient(), account_in(state)
        browser.post(IDENTITY, {"number": account.person.student_number, "birth_date": BORN, **evil})
        browser.post(ask, evil)
    run_due_tasks()

    assert len(outbox) == 2
    assert outbox.to("eve@evil.example") == []


# Skipped, repeated and mixed steps: L3, L4, A8 and A14


def test_l4_empty_posts_in_any_order_activate_nothing() -> None:
    account = account_in(State.ACTIVATABLE)
    browser = PageClient()
    begin(browser, activation_letter(account))

    for page in (CHOOSE_PASSWORD, DONE, MAIL, CHARTER, CHOOSE_PASSWORD, MAIL, CHOOSE_PASSWORD, CODE):
        browser.post(page)
    choose_password(browser)

    assert not Activation.objects.exists()
    assert state_of(fresh(account), clock.now()) == State.ACTIVATABLE


def test_a8_nothing_in_a_form_says_whose_account_it_is() -> None:
    mine, theirs = account_in(State.ACTIVATABLE), account_in(State.ACTIVATABLE)
    activation_letter(theirs)
    forged = {
        name: str(value)
        for name, value in {
            "account": theirs.pk,
            "person": theirs.person_id,
            "link": theirs.mailed_links.get().pk,
            "login": theirs.login,
            "username": theirs.login,
            "proved_person": theirs.person_id,
        }.items()
    }
    browser = PageClient()
    browser.post(secret_address(activation_letter(mine)), forged)
    browser.post(CHARTER, {"accepted": "on", **forged})
    browser.post(MAIL, {"address": "", **forged})
    browser.post(CHOOSE_PASSWORD, {"password": CHOSEN_PASSWORD, **forged})

    assert Activation.objects.get().account == mine


def test_a8_a_wizard_for_a_new_password_does_not_open_the_activation_and_the_other_way_round() -> None:
    activating, resetting = PageClient(), PageClient()
    begin(activating, activation_letter(account_in(State.ACTIVATABLE)))
    resetting.post(secret_address(reset_letter(account_in(State.ACTIVE))))

    assert activating.post(NEW_PASSWORD, {"password": CHOSEN_PASSWORD}).status_code == 410
    assert resetting.post(CHARTER, {"accepted": "on"}).status_code == 410
    assert resetting.post(CHOOSE_PASSWORD, {"password": CHOSEN_PASSWORD}).status_code == 410


# Secrets stay where they are: A13


def secret_pages() -> Iterator[str]:
    yield secret_address(activation_letter(account_in(State.ACTIVATABLE)))
    yield secret_address(reset_letter(account_in(State.ACTIVE)))
    redirect = request_redirect(PersonFactory.create(), "zoe@example.org", keep_copy=True)
    send_confirmation.call(redirect.pk)
    yield secret_address(Outbox().last)
    yield f"/activation/{'A' * 43}/"


def test_a13_a_secret_in_an_address_is_not_told_to_the_next_page() -> None:
    """`no-referrer` would have browsers post the page's form with `Origin: null`, refused as forged."""
    for path in secret_pages():
        for response in (PageClient().get(path), PageClient().post(path)):
            assert response["Referrer-Policy"] == "strict-origin"


def test_a13_no_page_with_a_secret_in_its_address_links_to_another_house() -> None:
    for path in secret_pages():
        page = PageClient().get(path).content.decode()
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//[^"]*"', page)


def test_a13_neither_log_nor_tables_keep_a_secret(log: io.StringIO, outbox: Outbox, run_due_tasks: RunDueTasks) -> None:
    account = account_in(State.ACTIVATABLE)
    browser = PageClient()
    first = activation_letter(account)
    browser.post(CODE, {"number": account.person.student_number, "code": f"{(int(first.code) + 1) % 10**8:08}"})
    Client(enforce_csrf_checks=True).post(secret_address(first))
    walk(browser, first, redirect="on", address="zoe@example.org")
    browser.get(secret_address(first))
    browser.post("/deconnexion/")
    try_to_sign_in(browser, account.login, WRONG)
    second = reset_letter(account)
    browser.get(secret_address(second))
    browser.get(secret_address(second).rstrip("/"))
    browser.post(secret_address(second))
    browser.post(NEW_PASSWORD, {"password": "chemin-de-la-garrigue-93"})
    browser.post(NEW_PASSWORD, {"password": "chemin-de-la-garrigue-93"})
    run_due_tasks()

    third = outbox.to("zoe@example.org")[0]
    session_keys = [cookie.value for name, cookie in browser.cookies.items() if name == "session" and cookie.value]
    secrets = [secret_address(letter).split("/")[2] for letter in (first, second, third)]
    secrets += [first.code, second.code, CHOSEN_PASSWORD, WRONG, "chemin-de-la-garrigue-93", *session_keys]
    tables = json.dumps(
        [list(model._default_manager.values()) for model in apps.get_models()], default=str, ensure_ascii=False
    )
    assert len(log.getvalue().splitlines()) > 20
    for secret in secrets:
        assert secret not in log.getvalue()
        assert secret not in tables


def test_a13_the_session_of_the_wizard_keeps_no_password() -> None:
    browser = PageClient()
    walk(browser, activation_letter(account_in(State.ACTIVATABLE)))

    assert CHOSEN_PASSWORD not in str(dict(browser.session))


def test_every_address_of_the_door_is_the_one_the_design_promises() -> None:
    for name, path in {
        "sign_in": SIGN_IN,
        "sign_out": "/deconnexion/",
        "first_connection": IDENTITY,
        "connection_problem": "/probleme-de-connexion/",
    }.items():
        assert reverse(f"accounts:{name}") == path
