"""Whatever is sent to the forms of the door, it answers a page and never breaks (attack L13)."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from peristyle.accounts.rules.life_cycle import State
from tests.accounts.factories import account_in, activation_letter, reset_letter, secret_address
from tests.accounts.walk import accept_charter, begin, choose_mail
from tests.harness.page_client import PageClient
from tests.harness.routes import routes

pytestmark = pytest.mark.django_db
#: Pages that never look at what is sent; in production the protection against forged requests has looked before them.
READING_NOTHING = {"/connexion/cle/question/"}
DOOR = [route.path for route in routes() if route.name.startswith(("accounts:", "mailbox:", "helpdesk:"))] + [
    "/activation/etape/charte/",
    "/activation/etape/messagerie/",
]
IDENTITY = ["number", "birth_date", "national_id", "address"]
FIELDS = [*IDENTITY, "login", "password", "suite", "code", "accepted", "redirect", "keep_copy", "csrfmiddlewaretoken"]
NASTY = [
    "",
    " ",
    "\0",
    "21904567\0",
    "\r\n",
    "a@b.fr\r\nBcc: x@y.fr",
    "' OR 1=1 --",
    "{{ 7 * 7 }}{% debug %}",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "%00%0a%ff",
    "\ufeff\u202e\u2028",
    "e\u0301" * 200,
    "١٢٣٤٥٦٧٨",
    "²³",
    "99999999999999999999999999",
    "-1",
    "1e309",
    "NaN",
    "00/00/0000",
    "31/12/9999",
    "29/02/2007",
    "1/1/0001",
    "x" * 100_000,
    "l" * 250 + "@example.net",
    "a@" + "b." * 120 + "fr",
    "léa@exämple.fr",
    "\U0010ffff",
    "🦄" * 500,
]
TEXTS = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=("Cs",)), max_size=300)
FORMS = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=5), TEXTS, max_size=8)
LATIN = st.text(st.characters(codec="latin-1", exclude_characters="\0\r\n", min_codepoint=32), max_size=300)
HEADERS = [
    *("User-Agent", "Accept-Language", "Accept-Encoding", "Cookie", "X-Request-Id", "X-Forwarded-For", "Referer"),
    *("Origin", "HX-Request", "If-Modified-Since", "Range", "Content-Length", "X-Forwarded-Proto"),
]
addresses = count(1)
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stranger() -> PageClient:
    """A browser that has proved and begun nothing."""
    return PageClient()


def who_proved_their_identity() -> PageClient:
    """Somebody without personal address, whom every page of « 1ère connexion » lets in."""
    browser = PageClient()
    account = account_in(State.ACTIVATABLE, person__backup_email="", person__national_id="0702004567B")
    browser.post("/premiere-connexion/", {"number": account.person.student_number, "birth_date": "14/03/2007"})
    return browser


def who_proved_their_ine() -> PageClient:
    """The same, who may give an address."""
    browser = who_proved_their_identity()
    browser.post("/premiere-connexion/ine/adresse/", {"national_id": "0702004567B"})
    return browser


def who_forgot_their_password() -> PageClient:
    """Somebody who asked for a link and has its page open."""
    browser = PageClient()
    account = account_in(State.ACTIVE)
    browser.post("/premiere-connexion/", {"number": account.person.student_number, "birth_date": "14/03/2007"})
    reset_letter(account)
    return browser


def who_activates() -> PageClient:
    """Somebody at the last step of the activation."""
    browser = PageClient()
    begin(browser, activation_letter(account_in(State.ACTIVATABLE)))
    accept_charter(browser)
    choose_mail(browser)
    return browser


def who_chooses_a_new_password() -> PageClient:
    """Somebody who followed a link for a new password."""
    browser = PageClient()
    browser.post(secret_address(reset_letter(account_in(State.ACTIVE))))
    return browser


SITUATIONS: list[Callable[[], PageClient]] = [
    stranger,
    who_proved_their_identity,
    who_proved_their_ine,
    who_forgot_their_password,
    who_activates,
    who_chooses_a_new_password,
]


def as_ever_new(browser: Client) -> Client:
    """The same session from an address that never failed before, so that no wait hides the form."""
    number = next(addresses)
    # What is echoed may hold characters that no page may, so that these pages are not checked as pages.
    fresh = Client(REMOTE_ADDR=f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    fresh.cookies = browser.cookies.copy()
    return fresh


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.__name__)
def test_no_form_breaks_whatever_is_typed(situation: Callable[[], PageClient]) -> None:
    browser = situation()

    @often
    @given(path=st.sampled_from(DOOR), typed=FORMS)
    @example(path="/connexion/", typed={"login": "x", "password": "\0", "suite": "/\0"})
    @example(path="/activation/etape/messagerie/", typed={"redirect": "on", "address": "l" * 250 + "@example.net"})
    def breaks_nothing(path: str, typed: dict[str, str]) -> None:
        answer = as_ever_new(browser).post(path, typed)

        assert answer.status_code < 500

    breaks_nothing()


@pytest.mark.parametrize(
    ("path", "valid"),
    [
        ("/connexion/", {"login": "lea.martin", "password": "soleil-tortue-93-bleu", "suite": "/gestion/"}),
        ("/premiere-connexion/", {"number": "21904567", "birth_date": "14/03/2007"}),
        ("/activation/code/", {"number": "21904567", "code": "12345678"}),
        ("/premiere-connexion/ine/adresse/", {"national_id": "0702004567B"}),
        ("/premiere-connexion/adresse/", {"address": "lea@example.net"}),
        ("/aide/", {"subject": "other", "name": "Léa", "mail": "lea@example.net", "number": "", "message": "Bonjour"}),
    ],
)
def test_every_nasty_text_in_every_field_is_answered(path: str, valid: dict[str, str]) -> None:
    proved = {
        "/premiere-connexion/ine/adresse/": who_proved_their_identity,
        "/premiere-connexion/adresse/": who_proved_their_ine,
    }
    browser = proved.get(path, stranger)()

    for field in valid:
        for nasty in NASTY:
            answer = as_ever_new(browser).post(path, {**valid, field: nasty})
            assert answer.status_code < 500, (field, nasty[:50])


@often
@given(
    path=st.sampled_from(DOOR),
    body=st.binary(max_size=2000),
    kind=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "application/x-www-form-urlencoded; charset=utf-7",
            "application/x-www-form-urlencoded; charset=inconnu",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "multipart/form-data; boundary=\xe9",
            "application/json",
            "text/plain",
            "",
        ]
    ),
)
def test_no_form_breaks_whatever_bytes_are_sent(path: str, body: bytes, kind: str) -> None:
    answer = Client().generic("POST", path, body, content_type=kind)

    assert answer.status_code < 500


@pytest.mark.parametrize("path", DOOR)
def test_a_flood_of_fields_and_a_flood_of_bytes_are_refused(path: str) -> None:
    fields = QueryDict(mutable=True)
    fields.setlist("login", ["x"] * 5000)

    for body in (fields.urlencode(), "password=" + "x" * 6 * 1024 * 1024):
        answer = Client().generic("POST", path, body.encode(), content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (302, 400, 401, 405, 410, 413) or path in READING_NOTHING


@often
@given(
    path=st.sampled_from(DOOR),
    headers=st.dictionaries(
        st.sampled_from(HEADERS),
        LATIN,
        max_size=4,
    ),
    cookies=st.dictionaries(st.sampled_from(["session", "device", "language", "csrftoken", "messages"]), LATIN),
)
def test_no_page_breaks_whatever_the_headers(path: str, headers: dict[str, str], cookies: dict[str, str]) -> None:
    browser = Client(headers=headers)
    for name, value in cookies.items():
        browser.cookies[name] = value

    for call in (browser.get, browser.post):
        assert call(path).status_code < 500


@often
@given(path=st.sampled_from(DOOR), method=st.sampled_from(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "X"]))
def test_no_page_breaks_whatever_the_method(path: str, method: str) -> None:
    answer: Any = Client().generic(method, path, b"login=x", content_type="application/x-www-form-urlencoded")

    assert answer.status_code < 500


@often
@given(path=st.sampled_from(DOOR), asked=st.dictionaries(st.sampled_from(["suite", "page", "next"]), TEXTS))
def test_no_page_breaks_whatever_the_address_asks(path: str, asked: dict[str, str]) -> None:
    assert Client().get(path, asked).status_code < 500
