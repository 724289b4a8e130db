"""A planner moves a session by drag and by keys, sees why not elsewhere, and publishes what changed."""

import re
from collections.abc import Callable
from http import HTTPStatus

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.harness.browser import DESKTOP, PHONE
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

STEP = "L1 Informatique"
HOUR = 60
DROPS = "/gestion/planning/grille/seances/"
Box = dict[str, float]


@pytest.fixture
def planner(visit: Callable[..., Page], own_house: House) -> Page:
    """The planner of the cast, before the week of an étape in which much is placed."""
    page = visit(own_house)
    sign_in(page, own_house, "planner")
    open_a_week(page)
    return page


def open_a_week(page: Page) -> None:
    """The grid of an étape, in a coming week of classes."""
    page.goto("/gestion/planning/grille/")
    choice = page.get_by_label("Étape")
    names = choice.locator("option").all_inner_texts()
    choice.select_option(index=next(place for place, name in enumerate(names) if STEP in name))
    page.get_by_role("button", name="Chercher").click()
    for _ in range(20):
        turn_to_the_next_week(page)
        if page.locator("[data-session][data-carry]").count() > 5:
            return
    pytest.skip("no classes in these weeks")


def turn_to_the_next_week(page: Page) -> None:
    """And wait until it is there."""
    week = page.locator("[data-desk] h2").first
    shown = week.inner_text()
    page.get_by_role("link", name="Après").click()
    expect(week).not_to_have_text(shown)


def see_what_the_week_leads_to(page: Page, shoot: Shoot) -> None:
    """Its copy and the change of several sessions, in a page beside, on each screen."""
    beside = page.context.new_page()
    for screen in (PHONE, DESKTOP):
        beside.set_viewport_size({"width": screen.width, "height": screen.height})
        beside.goto(page.url.replace("/grille/", "/copie/"))
        shoot(beside, "planner-copied-week")
        beside.goto(page.url.replace("/grille/", "/plusieurs/"))
        shoot(beside, "planner-several-sessions")
    beside.close()


def of_the_morning(page: Page) -> Locator:
    """A session that may be moved, early enough to be pushed later."""
    return page.locator("[data-day] [data-session][data-carry]").filter(has_text=re.compile("^\\s*(08|09|11):")).first


def again(page: Page, session: Locator) -> Locator:
    """The same session, wherever it now stands."""
    return page.locator(f'[data-session="{session.get_attribute("data-session")}"]')


def in_hand(page: Page) -> Locator:
    """What is said of the place at which the session in hand is."""
    return page.locator("[data-verdict]")


def carry_to_a_place(page: Page, verdict: str, *, else_than: str = "") -> bool:
    """Push the session in hand by a quarter of an hour, and day by day, until this is said of its place."""
    for _ in range(5):
        for _ in range(44):
            page.keyboard.press("ArrowDown")
            said = in_hand(page).inner_text()
            if verdict in said and not (else_than and else_than in said):
                return True
        page.keyboard.press("ArrowRight")
        for _ in range(44):
            page.keyboard.press("ArrowUp")
    return False


def test_a_session_is_carried_by_keys_refused_with_its_reason_and_placed_elsewhere(planner: Page, shoot: Shoot) -> None:
    session = again(planner, of_the_morning(planner))
    stood = (session.get_attribute("data-starts"), session.locator("xpath=..").get_attribute("data-day"))
    shoot(planner, "planner-grid")
    see_what_the_week_leads_to(planner, shoot)

    session.get_by_role("button").press("Enter")
    expect(planner.locator(".zone-hard").first).to_be_attached()
    assert carry_to_a_place(planner, "déjà cours")
    planner.keyboard.press("Enter")

    refusal = planner.get_by_role("dialog")
    expect(refusal).to_contain_text("La séance ne peut pas aller là")
    expect(refusal).to_contain_text("déjà cours")
    planner.keyboard.press("Escape")
    expect(refusal).to_be_hidden()
    expect(session.get_by_role("button")).to_be_focused()
    assert stood == (session.get_attribute("data-starts"), session.locator("xpath=..").get_attribute("data-day"))

    planner.keyboard.press("Enter")
    expect(planner.locator(".zone-free").first).to_be_attached()
    assert carry_to_a_place(planner, "Libre")
    planner.keyboard.press("Enter")

    expect(planner.get_by_text("Le changement reste à publier").first).to_be_attached()
    expect(session.get_by_role("button")).to_be_focused()
    assert stood != (session.get_attribute("data-starts"), session.locator("xpath=..").get_attribute("data-day"))


def test_a_session_carried_by_keys_is_left_where_it_was_by_escape(planner: Page) -> None:
    session = again(planner, of_the_morning(planner))
    stood = session.get_attribute("data-starts")

    session.get_by_role("button").press(" ")
    planner.keyboard.press("ArrowDown")
    planner.keyboard.press("Shift+ArrowDown")
    planner.keyboard.press("Escape")

    expect(planner.locator(".zone, .ghost")).to_have_count(0)
    assert session.get_attribute("data-starts") == stood
    expect(session.get_by_role("button")).to_be_focused()


def test_a_session_is_dragged_made_longer_taken_back_and_published_with_what_changes(planner: Page) -> None:
    session = again(planner, of_the_morning(planner))
    lasts = int(session.get_attribute("data-minutes") or 0)

    drag_to_saturday(planner, session)
    expect(planner.get_by_text("Le changement reste à publier").first).to_be_attached()
    expect(planner.locator("[data-day]").last.locator(f"[data-session='{number(session)}']")).to_be_visible()

    stretch(planner, session)
    expect(session).to_have_attribute("data-minutes", str(lasts + HOUR))
    planner.keyboard.press("Control+z")
    expect(planner.get_by_text("revenue à son état précédent")).to_be_visible()
    expect(session).to_have_attribute("data-minutes", str(lasts))

    moved = session.locator(".session-hours").inner_text()
    code = session.locator("h4").inner_text().split()[-1]
    planner.get_by_role("link", name="Publier").click()
    planner.get_by_label("Code ou nom d’un élément").fill(code)
    planner.get_by_role("button", name="Chercher").click()
    line = planner.get_by_role("row").filter(has_text="samedi").filter(has_text=moved)
    expect(line.first).to_contain_text(re.compile("Modifiée|Nouvelle"))
    planner.get_by_role("button", name="Tout publier").click()
    expect(planner.get_by_text(re.compile("publiées?[.]|a commencé"))).to_be_visible()


def test_two_planners_see_each_other_and_what_the_other_moved(
    planner: Page, visit: Callable[..., Page], own_house: House
) -> None:
    other = visit(own_house)
    sign_in(other, own_house, "planner")
    other.goto(planner.url)
    session = again(planner, of_the_morning(planner))

    drag_to_saturday(other, again(other, of_the_morning(other)))
    expect(other.get_by_text("Le changement reste à publier").first).to_be_attached()

    expect(planner.locator("[data-day]").last.locator(f"[data-session='{number(session)}']")).to_be_visible(
        timeout=15_000
    )


def number(session: Locator) -> str:
    """Which one it is."""
    return str(session.get_attribute("data-session"))


def box_of(element: Locator) -> Box:
    """Where it is drawn."""
    element.scroll_into_view_if_needed()
    box = element.bounding_box()
    assert box
    return dict(box)


def drag_to_saturday(page: Page, session: Locator) -> None:
    """Pull the session to the same hour of the last day of the week; say why, if that day is no day of classes."""
    day = box_of(page.locator("[data-day]").last)
    box = box_of(session)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(day["x"] + day["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    expect(page.locator(".zone").first).to_be_attached()
    put_down(page)


def stretch(page: Page, session: Locator) -> None:
    """Pull the lower edge of the session an hour down."""
    hour = box_of(page.locator("[data-day]").last)["height"] / 12
    box = box_of(session)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + hour - 3, steps=6)
    expect(page.locator(".zone").first).to_be_attached()
    put_down(page)


def put_down(page: Page) -> None:
    """Release the session; say why it shall stand there, if that is all that is wanted."""
    with page.expect_response(lambda answer: answer.request.method == "POST" and DROPS in answer.url) as dropped:
        page.mouse.up()
    if dropped.value.status == HTTPStatus.CONFLICT:
        refusal = page.get_by_role("dialog")
        refusal.get_by_label("Raison").fill("Rattrapage")
        refusal.get_by_role("button", name="Placer malgré tout").click()
        expect(refusal).to_be_hidden()
