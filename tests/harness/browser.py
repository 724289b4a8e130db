"""Debian's Chromium, as a phone and as a desk, looking at pages with the eyes of axe and of a camera."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Response

from tests.harness.house import House

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).with_name("axe.min.js").read_text(encoding="utf-8")
SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
#: What another colour scheme may change; all else it sees is as it was.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (("light", RULES), ("dark", COLOUR_RULES))
LAST_WORDS = 3000
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


class PageFails(AssertionError):
    """A page complains, excludes somebody, or is too wide for its screen."""


@dataclass(frozen=True)
class Screen:
    """What somebody holds or sits at."""

    name: str
    width: int
    height: int
    touch: bool


PHONE = Screen("phone", 390, 844, touch=True)
DESKTOP = Screen("desktop", 1280, 900, touch=False)


def launch(playwright: Playwright) -> Browser:
    """Start the browser; root has no sandbox to give it."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *sandbox])


@contextmanager
def visitor(
    browser: Browser, house: House, screen: Screen, language: str, *, may_break: bool = False
) -> Iterator[Page]:
    """A page of somebody who comes to `house`; every complaint of the browser fails the test.

    A house that `may_break` is broken on purpose: what it answers then is no complaint.
    """
    context = browser.new_context(
        base_url=house.url,
        viewport={"width": screen.width, "height": screen.height},
        is_mobile=screen.touch,
        has_touch=screen.touch,
        locale=LOCALES[language],
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
    )
    try:
        complaints = _listen(context, may_break=may_break)
        yield context.new_page()
        if complaints:
            told = "\n".join(complaints)
            raise PageFails(f"The browser complains:\n{told}\n\nThe house said:\n{house.log[-LAST_WORDS:]}")
    finally:
        context.close()


def look_at(page: Page, file_name: str) -> None:
    """Photograph the page by day and by night; each time have axe look at it, and see that it is not too wide."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=SCREENSHOTS / f"{file_name}-{scheme}.png", full_page=True, caret="initial")
        check_accessibility(page, rules)
    check_width(page)
    page.emulate_media(color_scheme="light")


def wait_until(page: Page, happened: Callable[[], bool]) -> None:
    """Reload the page until background work has shown its effect."""
    for _ in range(60):
        if happened():
            # A page that follows background work turns by itself at its end: let it.
            page.wait_for_load_state("networkidle")
            return
        page.wait_for_timeout(500)
        page.reload()
    raise PageFails(f"nothing happened on {page.url}")


def check_accessibility(page: Page, rules: dict[str, Any] = RULES) -> None:
    """Have axe look at the page; any violation of these rules fails."""
    if not page.evaluate("() => 'axe' in window"):
        # Through the protocol: a <script> of ours would be refused by the page's Content-Security-Policy.
        page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules, preload: false})", rules)
    if found["violations"]:
        raise PageFails(f"{page.url} excludes somebody:\n" + "\n".join(_in_words(found["violations"])))


def check_width(page: Page) -> None:
    """No page scrolls sideways."""
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    if wide > screen:
        raise PageFails(f"{page.url} is {wide} px wide on a screen of {screen} px")


def _listen(context: BrowserContext, *, may_break: bool) -> list[str]:
    complaints: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        # A refused form is a page of its own (422, 429…); the browser says so each time.
        expected = message.text.startswith("Failed to load resource") and not _is_static(message.location["url"])
        if message.type in ("error", "warning") and not expected:
            complaints.append(f"  · {message.text} ({message.location['url']})")

    def see(response: Response) -> None:
        if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            complaints.append(f"  · {response.status} from {response.url}")

    context.on("console", hear)
    if not may_break:
        context.on("response", see)
    context.on("weberror", lambda error: complaints.append(f"  · {error.error}"))
    return complaints


def _is_static(url: str) -> bool:
    return "/static/" in url


def _in_words(violations: list[dict[str, Any]]) -> Iterator[str]:
    for violation in violations:
        yield f"  · {violation['id']}: {violation['help']}"
        for node in violation["nodes"]:
            yield f"      {node['html'][:200]}"
            yield f"      {node['failureSummary']}".replace("\n", "\n      ")
