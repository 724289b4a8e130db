"""A planner has what is left placed, follows the search, applies it, and takes it back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE, wait_until
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

#: The worker of the house shares the machine with the browser.
PATIENCE = 120_000


def test_what_is_left_is_placed_applied_and_taken_back(
    visit: Callable[..., Page], own_house: House, shoot: Shoot, axe: Callable[[Page], None]
) -> None:
    planner = visit(own_house)
    sign_in(planner, own_house, "planner")
    planner.goto("/gestion/planning/recherches/nouvelle/")
    if not planner.get_by_role("button", name="Lancer la recherche").count():
        pytest.skip("nothing is left to place in these days")
    shoot(planner, "placing-new")
    planner.get_by_role("button", name="Lancer la recherche").click()
    stop = planner.get_by_role("button", name="Arrêter et garder")
    expect(planner.get_by_text("séances placées sur").or_(planner.get_by_text("Appliquer cette")).first).to_be_visible(
        timeout=PATIENCE
    )
    if stop.count():
        stop.click()
    planner.reload()
    apply = planner.get_by_role("button", name="Appliquer")
    expect(apply).to_be_visible(timeout=PATIENCE)
    axe(planner)
    shoot(planner, "placing-found")
    planner.set_viewport_size({"width": PHONE.width, "height": PHONE.height})
    shoot(planner, "placing-found-phone")

    apply.click()
    expect(planner.get_by_text("La proposition est appliquée")).to_be_visible(timeout=PATIENCE)
    planner.get_by_role("button", name="Défaire").first.click()

    wait_until(planner, lambda: "état précédent" in planner.content())
