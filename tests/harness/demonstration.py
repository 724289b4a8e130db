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
    page.goto("/")
    page.locator("[name=login]").fill(login[1])
    page.locator("[name=password]").fill(password[1])
    page.locator("main form.inscribed button.button-primary").click()
    page.wait_for_load_state()
    if SECOND_FACTOR in page.url:
        page.locator("main [name=code]").fill(code_shown(page, login[1]))
        page.locator("main button.button-primary").click()
    expect(page.locator("header.header")).to_be_visible()


def code_shown(page: Page, login: str) -> str:
    """The code that the demonstration's panel shows next to an identifier, in a page beside this one."""
    panel = page.context.new_page()
    panel.goto("/demonstration/")
    shown = panel.locator(f"dd:has(code:text-is('{login}')) code")
    wait_until(panel, lambda: shown.count() > 1)
    code = shown.nth(1).inner_text()
    panel.close()
    return code
