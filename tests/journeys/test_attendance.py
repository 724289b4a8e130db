"""A teacher projects a code and telephones sign it: one, four hundred in two minutes, one that taps eight times."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier, Lock
from urllib.parse import urlencode

import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from tests.harness.browser import DESKTOP, PHONE
from tests.harness.demonstration import sign_in
from tests.harness.house import House
from tests.journeys.conftest import Shoot

STUDENTS, HANDS, CONTENDERS, AT_MOST = 400, 16, 8, 120
TYPE = "/emploi-du-temps/presence/"
#: The typed code of the projected page: « 7D2 K9F ».
TYPED = re.compile(r"<code>(\w{3} \w{3})</code>")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
NOW = """
import django; django.setup()
from datetime import timedelta
from peristyle.curriculum.public import UnitEnrolment
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.public import Activity, PublishedSession, Session

teacher, student = (Person.objects.get(birth_name=name) for name in ("Ferrière-Benali", "Fabrègues"))
taken = UnitEnrolment.objects.filter(person=student, validated_at__isnull=False).select_related("unit").latest("year")
activity = Activity.objects.create(
    year_id=taken.year_id, unit=taken.unit, component=taken.unit.component, kind="CM", whole_unit=True
)
times = {"starts_at": clock.now() - timedelta(minutes=1), "ends_at": clock.now() + timedelta(hours=1)}
session = Session.objects.create(activity=activity, changed_at=clock.now(), **times)
seen = PublishedSession.objects.create(
    session=session, activity=activity, session_version=1, published_at=clock.now(), changed_at=clock.now(), **times
)
seen.teachers.set([teacher])
print("session", session.uid)
"""
CROWD = """
from django.contrib.auth.hashers import make_password
from django.db import transaction
from peristyle.kernel.permissions import Role
from tests.harness import inhabitants

kept = make_password(inhabitants.PASSWORD)
inhabitants.make_password = lambda _: kept
with transaction.atomic():
    people = [inhabitants.someone(Role.STUDENT) for _ in range({count})]
    UnitEnrolment.objects.bulk_create(
        UnitEnrolment(
            person=person, unit=taken.unit, year_id=taken.year_id, nature=taken.nature,
            asked_at=clock.now(), validated_at=clock.now(),
        )
        for person in people
    )
    for person in people:
        print("student", inhabitants.signed_in(person).cookies["session"].value)
    print("teacher", inhabitants.signed_in(teacher).cookies["session"].value)
"""


def in_house(house: House, script: str) -> list[tuple[str, str]]:
    """Run a script beside the house; the pairs of words it printed."""
    surroundings = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "peristyle.config.settings.embedded",
        "PERISTYLE_DATA": str(house.directory),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    command = [sys.executable, "-c", script]
    answer = subprocess.run(command, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    pairs = (line.split() for line in answer.stdout.splitlines() if line.count(" ") == 1)
    return [(name, value) for name, value in pairs]


@dataclass
class Telephone:
    """The smallest of browsers, signed in."""

    house: House
    session: str
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, address: str, **fields: str) -> tuple[int, str]:
        """What the house answers."""
        connection = HTTPConnection("localhost", self.house.port, timeout=60)
        held = {"session": self.session, **self.cookies}
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in held.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": self.house.url,
        }
        connection.request(method, address, urlencode(fields) if fields else None, headers)
        response = connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, kept = value.partition(";")[0].partition("=")
                self.cookies[cookie] = kept
        page = response.read().decode()
        connection.close()
        return response.status, page

    def type(self, wall: "Wall") -> bool:
        """Open the page, type what stands on the wall; whether it is signed."""
        _, page = self.send("GET", TYPE)
        (token,) = TOKEN.findall(page)[:1]
        status, page = self.send("POST", TYPE, csrfmiddlewaretoken=token, code=wall.code)
        return status == 200 and "C’est signé" in page


@dataclass
class Wall:
    """The projected page, asked again when its code is some seconds old."""

    projector: Telephone
    page: str
    _seen: tuple[float, str] = (0, "")
    _lock: Lock = field(default_factory=Lock)

    @property
    def code(self) -> str:
        """What stands on it."""
        with self._lock:
            if time.monotonic() - self._seen[0] > 4:
                _, page = self.projector.send("GET", f"{self.page}projection/code/")
                self._seen = (time.monotonic(), TYPED.findall(page)[0])
            return self._seen[1]


def crowd(own_house: House, count: int) -> tuple[Wall, list[Telephone]]:
    """A class whose roll is called, and so many of its students with their telephones in their hands."""
    told = in_house(own_house, NOW + CROWD.replace("{count}", str(count)))
    (uid,) = [value for name, value in told if name == "session"]
    (teacher,) = [Telephone(own_house, value) for name, value in told if name == "teacher"]
    page = f"/emploi-du-temps/seances/{uid}/emargement/"
    _, opened = teacher.send("GET", page)
    teacher.send("POST", f"{page}ouvrir/", csrfmiddlewaretoken=TOKEN.findall(opened)[0])
    return Wall(teacher, page), [Telephone(own_house, value) for name, value in told if name == "student"]


def test_a_code_is_projected_scanned_and_seen_on_the_roll(
    visit: Callable[..., Page], own_house: House, shoot: Shoot, tmp_path: Path
) -> None:
    ((_, uid),) = in_house(own_house, NOW)
    teacher, wall, phone = visit(own_house), visit(own_house, DESKTOP), visit(own_house, PHONE)
    for page, role in ((teacher, "teacher"), (wall, "teacher"), (phone, "student")):
        sign_in(page, own_house, role)
    page = f"/emploi-du-temps/seances/{uid}/emargement/"

    teacher.goto(f"/emploi-du-temps/seances/{uid}/")
    teacher.get_by_role("link", name="Feuille d’émargement").click()
    shoot(teacher, "roll-to-call")
    teacher.get_by_role("button", name="Ouvrir l’appel").click()
    expect(teacher.get_by_text("Appel en cours")).to_be_visible()
    wall.goto(f"{page}projection/")
    shoot(wall, "projection")
    first = wall.locator(".projection-typed").inner_text()
    expect(wall.locator(".projection-typed")).not_to_have_text(first, timeout=20_000)

    picture = tmp_path / "wall.png"
    wall.screenshot(path=picture)
    (read,) = zxingcpp.read_barcodes(Image.open(picture))
    phone.goto(read.text)
    shoot(phone, "scanned")
    phone.get_by_role("button", name="Je suis là").click()
    expect(phone.locator("h1")).to_have_text("C’est signé")
    shoot(phone, "signed")

    line = teacher.get_by_role("row", name="Fabrègues")
    expect(line.get_by_text("Présence")).to_be_visible()
    shoot(teacher, "roll-live")
    line.get_by_role("link").click()
    teacher.locator("label", has_text="Absence excusée").click()
    teacher.get_by_label("Raison").fill("Partie aussitôt, convoquée")
    shoot(teacher, "correction")
    teacher.get_by_role("button", name="Enregistrer la correction").click()
    expect(line.get_by_text("convoquée")).to_be_visible()
    teacher.get_by_role("button", name="Fermer l’appel").click()
    expect(teacher.get_by_text("Appel fermé")).to_be_visible()
    phone.goto(read.text)
    expect(phone.locator("h1")).to_contain_text("Vous êtes déjà sur la feuille")


def test_four_hundred_students_sign_within_two_minutes(own_house: House) -> None:
    wall, telephones = crowd(own_house, STUDENTS)
    begun = time.monotonic()

    with ThreadPoolExecutor(HANDS) as hands:
        # Whoever was too slow for a code types the next one.
        signed = list(hands.map(lambda telephone: telephone.type(wall) or telephone.type(wall), telephones))

    assert signed == [True] * STUDENTS
    assert time.monotonic() - begun < AT_MOST
    _, roll = wall.projector.send("GET", wall.page)
    assert roll.count('badge-success">Présence') == STUDENTS


def test_a_code_sent_by_eight_tabs_at_once_signs_once(own_house: House) -> None:
    wall, (telephone,) = crowd(own_house, 1)
    _, page = telephone.send("GET", TYPE)
    (token,), code = TOKEN.findall(page)[:1], wall.code
    start = Barrier(CONTENDERS, timeout=30)

    def tap(_: int) -> str:
        start.wait()
        return telephone.send("POST", TYPE, csrfmiddlewaretoken=token, code=code)[1]

    with ThreadPoolExecutor(CONTENDERS) as threads:
        pages = list(threads.map(tap, range(CONTENDERS)))

    assert sum("C’est signé" in page for page in pages) == 1
    assert sum("Vous êtes déjà sur la feuille" in page for page in pages) == CONTENDERS - 1
