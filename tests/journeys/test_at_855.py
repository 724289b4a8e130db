"""8:55, on a phone, between two corridors: which class, in which room? Then without network; then in one's calendar."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.request import urlopen

from playwright.sync_api import Page, expect

from tests.harness.browser import PHONE, wait_until
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

WEEK, LIST, FEEDS = "/emploi-du-temps/", "/emploi-du-temps/liste/", "/emploi-du-temps/abonnement/"
MINUTES_BEFORE = 5
_MOVE = """
import django; django.setup()
from datetime import datetime
from peristyle.demo.clock import DemoClock, keep_offset
from peristyle.kernel import clock
keep_offset(DemoClock().offset() + datetime.fromisoformat({to!r}) - clock.now())
"""


def test_five_minutes_before_class_the_first_screen_tells_where(
    visit: Callable[..., Page], own_house: House, shoot: Shoot
) -> None:
    evening, phone = visit(own_house), visit(own_house, PHONE)
    sign_in(evening, own_house, "student")
    starts_at, name, room = the_next_morning(evening)
    move_clock(own_house, starts_at - timedelta(minutes=MINUTES_BEFORE))
    sign_in(phone, own_house, "student")

    for address in ("/", WEEK):
        phone.goto(address)
        wait_until(phone, lambda: phone.get_by_text(re.compile("dans [1-5] minute")).count() > 0)
        for told in (name, room):
            first = phone.locator("main").get_by_text(told).first
            expect(first).to_be_in_viewport(ratio=1)
    shoot(phone, "class-at-855")

    phone.goto(LIST)
    kept = phone.get_by_role("button", name="Garder sur cet appareil")
    kept.click()
    expect(phone.get_by_text("Cette page s’ouvre aussi sans réseau sur cet appareil.")).to_be_visible()
    phone.context.set_offline(True)
    phone.goto(WEEK)
    expect(phone.locator("h1")).to_contain_text("Deux semaines")
    expect(phone.locator("main").get_by_text(room).first).to_be_visible()
    phone.context.set_offline(False)


def test_one_s_own_calendar_follows_until_the_link_is_revoked(
    visit: Callable[..., Page], own_house: House, shoot: Shoot
) -> None:
    phone = visit(own_house, PHONE)
    sign_in(phone, own_house, "student")
    phone.goto(WEEK)
    phone.get_by_role("link", name="Dans mon calendrier").click()
    phone.get_by_role("link", name="Créer un abonnement").click()
    phone.get_by_label("Appareil ou application").fill("Mon téléphone")
    phone.get_by_role("button", name="Créer l’abonnement").click()

    opener = phone.get_by_role("link", name="Ouvrir dans mon calendrier").get_attribute("href")
    assert str(opener).startswith("webcal://")
    for program in ("iPhone et iPad", "Android et Google Agenda", "Thunderbird", "Outlook"):
        phone.get_by_text(program, exact=True).click()
    shoot(phone, "feed-made")
    address = str(opener).replace("webcal://", "http://")
    with urlopen(address) as answer:  # noqa: S310 — the house of this journey
        assert answer.read().startswith(b"BEGIN:VCALENDAR")

    phone.goto(FEEDS)
    expect(phone.get_by_role("cell", name=re.compile("jamais"))).to_have_count(0)
    phone.get_by_role("button", name=re.compile("Révoquer")).click()
    expect(phone.get_by_text("L’abonnement « Mon téléphone » est révoqué.")).to_be_visible()
    assert phone.request.get(address).status == 404


def the_next_morning(page: Page) -> tuple[datetime, str, str]:
    """The first class of the next day of classes: when it starts, its name, its room."""
    page.goto(LIST)
    entry = page.locator("section:not(.timetable-today) li.session:not(.session-off)").first
    starts_at = datetime.fromisoformat(str(entry.locator("time").first.get_attribute("datetime")))
    name = entry.locator(".session-name").inner_text()
    return starts_at, name, entry.locator(".session-place strong").first.inner_text()


def move_clock(house: House, to: datetime) -> None:
    """Put the clock of a house forward."""
    environment = {**os.environ, "PERISTYLE_DATA": str(house.directory)}
    environment["DJANGO_SETTINGS_MODULE"] = "peristyle.config.settings.embedded"
    subprocess.run([sys.executable, "-c", _MOVE.format(to=to.isoformat())], env=environment, check=True)
