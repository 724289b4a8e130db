"""A browser reduced to what a benchmark needs: little work of its own."""

import json
import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from itertools import cycle
from urllib.parse import urlencode

import pyotp

from tests.harness.passkey_device import Device

OK, FOUND = 200, 302
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
Act = Callable[[], None]


class Browser:
    """A browser of the house, with its cookies."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[HTTPResponse, bytes]:
        """Fetch a page."""
        return self._send("GET", path, None)

    def post(self, path: str, **fields: str) -> tuple[HTTPResponse, bytes]:
        """Send a form."""
        return self._send("POST", path, urlencode(fields))

    def sign_in_form(self) -> str:
        """Open the sign-in page; returns its token."""
        found = TOKEN.search(self.get("/connexion/")[1])
        if found is None:
            raise RuntimeError("The sign-in page has no token.")
        return found[1].decode()

    def starts_anew(self, cookies: dict[str, str]) -> None:
        """Become another browser, with cookies and a connection of its own: the server's workers share them out."""
        self.connection.close()
        self.cookies = dict(cookies)

    def _send(self, method: str, path: str, body: str | None) -> tuple[HTTPResponse, bytes]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = header.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return response, content


def rate(clients: list[Act], seconds: float) -> float:
    """How many times a second the clients, all at once, do their act."""

    def repeat(act: Act) -> int:
        done = 0
        while time.perf_counter() < end:
            act()
            done += 1
        return done

    with ThreadPoolExecutor(len(clients)) as pool:
        start = time.perf_counter()
        end = start + seconds
        total = sum(pool.map(repeat, clients))
        return total / (time.perf_counter() - start)


def each_once(acts: Sequence["SignIn"]) -> None:
    """Let everybody sign in once: from then on their browsers are known to their accounts."""
    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(lambda act: [act() for _ in act.cookies], acts))


class SignIn:
    """An act: somebody signs in from a browser of theirs, each time the next of `logins`.

    The first time it is a browser that the account does not know; then it keeps the cookie of a known one.
    """

    def __init__(self, port: int, logins: list[str], password: str) -> None:
        self.browser = Browser(port)
        self.token = self.browser.sign_in_form()
        self.password = password
        self.cookies = {login: dict(self.browser.cookies) for login in logins}
        self.turns = cycle(logins)

    def __call__(self) -> None:
        """Sign in."""
        login = next(self.turns)
        self.browser.starts_anew(self.cookies[login])
        self.enter(login)
        self.cookies[login]["device"] = self.browser.cookies["device"]

    def enter(self, login: str) -> None:
        """From the form to the door of the home."""
        self.send("/connexion/", FOUND, login=login, password=self.password)

    def send(self, path: str, expected: int, **fields: str) -> bytes:
        """Post with the token of the form, and see that it is answered as it should."""
        response, content = self.browser.post(path, csrfmiddlewaretoken=self.token, **fields)
        if response.status != expected:
            raise RuntimeError(f"{path} answered {response.status}.")
        return content


class SignInWithApp(SignIn):
    """An act: password, then the code of an authenticator app, which counts once in thirty seconds."""

    def __init__(self, port: int, secrets: dict[str, str], password: str) -> None:
        super().__init__(port, list(secrets), password)
        self.apps = {login: pyotp.TOTP(secret) for login, secret in secrets.items()}

    def enter(self, login: str) -> None:
        """Password, page of the second step, code."""
        super().enter(login)
        self.browser.get("/connexion/second-facteur/")
        self.send("/connexion/second-facteur/", FOUND, code=self.apps[login].now())


class SignInWithPasskey(SignIn):
    """An act: a passkey alone; the house asks, the device signs."""

    def __init__(self, port: int, devices: dict[str, Device]) -> None:
        super().__init__(port, list(devices), "")
        self.devices = devices

    def enter(self, login: str) -> None:
        """Question, answer."""
        question = json.loads(self.send("/connexion/cle/question/", OK))
        self.send("/connexion/cle/", FOUND, credential=self.devices[login].answer(question))


def post_act(port: int) -> Act:
    """An act: a browser's POST to a bare application."""
    browser = Browser(port)

    def act() -> None:
        browser.starts_anew({})
        browser.post("/", login="somebody", password="a password to verify")  # noqa: S106

    return act
