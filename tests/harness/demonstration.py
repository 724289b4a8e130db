"""Signing in to the running house as the people of its demonstration."""

import re

from playwright.sync_api import Page, expect

from tests.harness.browser import wait_until
from tests.harness.house import House

SECOND_FACTOR = "/connexion/second-facteur/"


def sign_in(page: Page, house: House, role: str) -> None:
    """Sign in as the demonstration's person of this role, as `peristyle run` printed them, and show their code."""
    wait_until(page, lambda: "the password is" in house.log)
    login = re.search(rf"{role} +(\S+@\S+)", house.log, re.IGNORECASE)
    password = re.search(r"the password is (\S+) for all", house.log)
    assert login, house.log
    assert password, house.log
    enter(page, login[1], password[1])
    if SECOND_FACTOR in page.url:
        page.locator("main [name=code]").fill(code_shown(page, login[1]))
        page.locator("main button.button-primary").click()
    expect(page.locator("header.header")).to_be_visible()


def enter(page: Page, login: str, password: str) -> None:
    """Send identifier and password, wherever they lead."""
    page.goto("/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(password)
    page.locator("main form.inscribed button.button-primary").click()
    page.wait_for_load_state()


def code_shown(page: Page, login: str) -> str:
    """The code that the demonstration's panel shows next to an identifier, in a page beside this one."""
    panel = page.context.new_page()
    panel.goto("/demonstration/")
    shown = panel.locator(f"dd:has(code:text-is('{login}')) code")
    wait_until(panel, lambda: shown.count() > 1)
    code = shown.nth(1).inner_text()
    panel.close()
    return code


def last_mail(page: Page, address: str) -> str:
    """The text of the newest mail in a personal mailbox."""
    for _ in range(60):
        page.goto(f"/demonstration/courriers/{address}/")
        first = page.locator("main a.entry-title").first
        if first.count():
            first.click()
            return page.locator("main").inner_text()
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail came to {address}")


def link_in(text: str, room: str) -> str:
    """The link of a mail to this address of the house."""
    found = re.search(rf"https?://\S+/{room}/[\w-]{{43}}/", text)
    assert found, text
    return found[0]
