"""The student card on a phone in a basement."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot


def test_a_card_that_was_kept_opens_without_network(visit: Callable[..., Page], house: House, shoot: Shoot) -> None:
    page = visit(house, PHONE)
    sign_in(page, house, "student")
    page.goto("/scolarite/carte/")
    shoot(page, "student-card")

    page.get_by_role("button", name="Garder sur cet appareil").click()
    expect(page.get_by_text("s’ouvre aussi sans réseau")).to_be_visible()
    page.context.set_offline(True)
    page.reload()

    expect(page.locator("main h2").first).to_be_visible()
    page.context.set_offline(False)
