"""A teacher wants a room: they find a free one, a planner gives it, its door says so to whoever passes by."""

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.harness.travel import PARIS

PURPOSE = "Répétition de l’orchestre"


def test_a_room_is_found_asked_for_given_and_told_at_its_door(
    visit: Callable[..., Page], own_house: House, axe: Callable[[Page], None]
) -> None:
    teacher, planner, passer_by = visit(own_house, PHONE), visit(own_house), visit(own_house, PHONE)
    sign_in(teacher, own_house, "teacher")
    teacher.goto("/emploi-du-temps/salles/")
    teacher.get_by_text("Choisir le moment, la taille, l’équipement").click()
    teacher.get_by_label("Jour", exact=True).fill(f"{tomorrow():%Y-%m-%d}")
    teacher.get_by_label("À partir de").fill("18:30")
    teacher.get_by_label("Places, au moins").fill("20")
    teacher.get_by_role("button", name="Chercher").click()
    teacher.get_by_role("link", name="Demander").first.click()
    expect(teacher.get_by_label("Personnes attendues")).to_have_value("20")
    room = teacher.locator("main .page-lead").inner_text()
    teacher.get_by_label("Objet").fill(PURPOSE)
    teacher.get_by_role("button", name="Envoyer la demande").click()
    expect(teacher.locator(".card", has_text=PURPOSE)).to_contain_text("En attente")

    sign_in(planner, own_house, "planner")
    planner.goto("/gestion/planning/reservations/")
    planner.get_by_role("link", name=PURPOSE).click()
    axe(planner)
    planner.get_by_role("button", name="Accepter").click()
    expect(planner.get_by_role("link", name=f"Annuler {PURPOSE}")).to_be_visible()
    planner.goto("/gestion/salles/")
    planner.get_by_label("Nom, bâtiment ou site").fill(room)
    planner.get_by_role("button", name="Chercher").click()
    door = planner.get_by_role("link", name=f"Porte {room}", exact=True).get_attribute("href")

    teacher.reload()
    expect(teacher.locator(".card", has_text=PURPOSE)).to_contain_text("Acceptée")
    passer_by.goto("/demonstration/")
    passer_by.get_by_role("button", name="Avancer d’un jour").click()
    passer_by.goto(str(door))
    expect(passer_by.locator("main")).to_contain_text(PURPOSE)
    axe(passer_by)


def tomorrow() -> datetime:
    """The day to which one press of a button takes the house."""
    return datetime.now(PARIS) + timedelta(days=1)  # noqa: TID251 — the house of journeys keeps the machine's time
