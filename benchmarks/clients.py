"""A browser reduced to what a benchmark needs: little work of its own, one connection kept open."""

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse
from itertools import cycle
from urllib.parse import urlencode

_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Browser:
    """One connection to the house."""

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
        found = _TOKEN.search(self.get("/connexion/")[1])
        if found is None:
            raise RuntimeError("The sign-in page has no token.")
        return found[1].decode()

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


def rate(clients: list[Callable[[], None]], seconds: float) -> float:
    """How many times a second the clients, all at once, do their act."""

    def repeat(act: Callable[[], None]) -> int:
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


def sign_in_act(port: int, logins: list[str], password: str) -> Callable[[], None]:
    """An act: a stranger's browser signs in, each time as the next of `logins`."""
    browser = Browser(port)
    token = browser.sign_in_form()
    stranger = dict(browser.cookies)
    names = cycle(logins)

    def act() -> None:
        browser.cookies = dict(stranger)
        response, _ = browser.post("/connexion/", login=next(names), password=password, csrfmiddlewaretoken=token)
        if response.status != 302:  # noqa: PLR2004
            raise RuntimeError(f"Signing in answered {response.status}.")

    return act


def post_act(port: int) -> Callable[[], None]:
    """An act: a POST to a bare application."""
    browser = Browser(port)

    def act() -> None:
        browser.post("/", login="somebody", password="a password to verify")  # noqa: S106

    return act
