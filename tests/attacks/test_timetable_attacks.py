"""Attacks on timetables and feeds: others' by id or by guess, secrets that leak, scripts in what planners type."""

import io
from collections.abc import Callable
from typing import Any

import icalendar
import pypdfium2
import pytest
import vobject

from peristyle.audit.public import journal
from peristyle.curriculum.public import TeachingGroup
from peristyle.kernel.permissions import Role
from peristyle.kernel.tokens import digest
from peristyle.people.public import Component, Person, sync_components
from peristyle.timetable.actions.feeds import count_guesses
from peristyle.timetable.actions.feeds.make_feed import make_feed
from peristyle.timetable.actions.own.change_look import change_look
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Feed, Session, UnitLook
from tests.curriculum.factories import UnitFactory
from tests.harness.inhabitants import signed_in, someone
from tests.harness.letters import Outbox
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Run = Callable[..., list[str]]
SCRIPT = '<script>alert("x")</script>'
TYPST = '#read("/etc/passwd") $x$ *bold*'
CALENDAR = "\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTACH:http://evil.test/"


@pytest.fixture
def victim(at: Traveller) -> Person:
    at("2026-11-30 07:00")
    count_guesses._wrong.clear()
    return someone(Role.STUDENT)


@pytest.fixture
def thief(victim: Person) -> Person:
    assert victim
    return someone(Role.STUDENT)


@pytest.fixture
def td(victim: Person) -> TeachingGroup:
    group = GroupFactory.create(unit=UnitFactory.create(code="HAI501I", name_fr=f"Algo {SCRIPT} {TYPST}"))
    member(group, victim)
    return group


@pytest.fixture
def lesson(td: TeachingGroup) -> Session:
    building = BuildingFactory.create(name=f"Bât {SCRIPT}", site=f"Site{CALENDAR}")
    teacher = PersonFactory.create(given_name=SCRIPT, birth_name=TYPST)
    held = session(
        activity(td), slot(9), RoomFactory.create(name=f"TD {TYPST}", building=building), teachers=(teacher,)
    )
    held.note = f"{SCRIPT}{CALENDAR}"
    held.save()
    publish_sessions(Session.objects.all(), by=None)
    return held


def feed_of(secret: str) -> Any:
    return PageClient().get(f"/emploi-du-temps/ical/{secret}.ics")


# Others' timetables.


@pytest.mark.odd_texts
def test_nobody_opens_the_session_the_unit_or_the_feed_of_another_by_their_numbers(
    victim: Person, thief: Person, td: TeachingGroup, lesson: Session
) -> None:
    feed, _secret = make_feed(victim, label="Téléphone")
    browser, page = signed_in(thief), f"/emploi-du-temps/seances/{lesson.uid}/"

    assert signed_in(victim).get(page).status_code == 200
    assert browser.get(page).status_code == 404
    assert PageClient().get(page).status_code == 302
    assert browser.post(f"/emploi-du-temps/matieres/{td.unit.pk}/", {"hidden": "on"}).status_code == 404
    assert browser.post(f"/emploi-du-temps/abonnement/{feed.pk}/revoquer/").status_code == 404
    assert not UnitLook.objects.exists()
    assert Feed.objects.get().revoked_at is None


def test_a_planner_of_another_composante_sees_no_session_of_this_one(lesson: Session) -> None:
    sync_components()
    other = Component.objects.exclude(pk=lesson.activity.component_id).first()

    planner = someone(Role.PLANNER, component=other)

    assert signed_in(planner).get(f"/emploi-du-temps/seances/{lesson.uid}/").status_code == 404


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("address", ["", "jour/", "mois/", "liste/", "semaine.pdf", "semestre.pdf"])
def test_no_parameter_shows_the_timetable_of_another(victim: Person, thief: Person, address: str) -> None:
    asked = {"jour": "2026-11-30", "person": victim.pk, "personne": victim.pk, "id": victim.pk, "user": victim.pk}

    response = signed_in(thief).get(f"/emploi-du-temps/{address}", asked)

    assert response.status_code == 200
    told = text_of(response.content) if address.endswith(".pdf") else response.content.decode()
    assert "HAI501I" not in told


def test_a_secret_is_160_bits_and_nothing_derives_it_from_what_is_known(victim: Person) -> None:
    secrets = [make_feed(victim, label="Téléphone")[1] for _ in range(5)]

    assert len(set(secrets)) == 5
    assert {len(secret) for secret in secrets} == {32}
    for feed, secret in zip(Feed.objects.order_by("pk"), secrets, strict=True):
        assert secret not in str(vars(feed))
        for guess in (str(feed.pk), str(victim.pk), feed.token_digest, digest(str(victim.pk)), secret[:-1]):
            assert feed_of(guess).status_code in {404, 429}


# Secrets that leak.


def test_a_secret_is_never_in_a_log_nor_in_the_journal(victim: Person, log: io.StringIO) -> None:
    secret = make_feed(victim, label="Téléphone")[1]
    misspelt = f"{secret[:-1]}0"
    origin = {"HTTP_REFERER": f"https://ent.test/emploi-du-temps/ical/{secret}.ics"}

    feed_of(secret)
    feed_of(misspelt)
    PageClient().get(f"/emploi-du-temps/ical/{secret}/")
    PageClient().get("/une-page-qui-n-existe-pas/", **origin)

    assert secret not in log.getvalue()
    assert misspelt[:20] not in log.getvalue()
    assert secret not in " ".join(str(vars(line)) for line in journal())


def test_the_page_that_shows_a_secret_once_hands_it_to_nobody(victim: Person) -> None:
    browser = signed_in(victim)

    made = browser.post("/emploi-du-temps/abonnement/nouveau/", {"label": "Téléphone"})

    secret = made.content.decode().partition("/emploi-du-temps/ical/")[2][:32]
    assert feed_of(secret).status_code == 200
    assert made["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert "no-store" in made["Cache-Control"]
    assert secret not in browser.get("/emploi-du-temps/abonnement/").content.decode()
    assert feed_of(secret)["Referrer-Policy"] == "no-referrer"


@pytest.mark.odd_texts
@pytest.mark.usefixtures("lesson")
def test_a_map_is_not_told_where_one_comes_from(victim: Person) -> None:
    page = signed_in(victim).get("/emploi-du-temps/").content.decode()

    (link,) = {tag.partition(">")[0] for tag in page.split("<a ") if "session-map" in tag.partition(">")[0]}
    assert 'rel="noopener noreferrer"' in link
    assert str(victim.pk) not in link.partition('href="')[2].partition('"')[0].rpartition("=")[2].split("%20")


# Scripts in what planners, teachers and students type.


@pytest.mark.odd_texts
@pytest.mark.parametrize("view", ["", "jour/", "mois/", "liste/", "matieres/"])
def test_no_title_room_name_or_reason_is_markup_of_a_page(
    victim: Person, td: TeachingGroup, lesson: Session, view: str
) -> None:
    change_look(victim, td.unit, name=f"{SCRIPT}moi", tone="", hidden=False)
    cancel_session(lesson, by=victim, reason=SCRIPT)
    publish_sessions(Session.objects.all(), by=None)

    for address in (view, f"seances/{lesson.uid}/"):
        page = signed_in(victim).get(f"/emploi-du-temps/{address}").content.decode()
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


@pytest.mark.usefixtures("lesson")
def test_no_text_opens_a_line_or_a_component_of_the_calendar(victim: Person) -> None:
    body = feed_of(make_feed(victim, label="Téléphone")[1]).content

    told = icalendar.Calendar.from_ical(body)
    (event,) = told.walk("VEVENT")
    assert [component.name for component in told.walk()].count("VALARM") == 0
    assert "ATTACH" not in event
    assert not any(line.startswith((b"ATTACH", b"BEGIN:VALARM")) for line in body.split(b"\r\n"))
    assert len(vobject.readOne(body.decode()).vevent_list) == 1
    assert SCRIPT in event["SUMMARY"]


@pytest.mark.usefixtures("lesson")
@pytest.mark.parametrize("name", ["semaine", "semestre"])
def test_no_text_is_markup_of_the_pdf(victim: Person, name: str) -> None:
    pdf = signed_in(victim).get(f"/emploi-du-temps/{name}.pdf").content

    told = text_of(pdf)
    assert "root:" not in told
    assert "#read(" in told
    assert "*bold*" in told
    assert b"/JavaScript" not in pdf
    assert b"/Launch" not in pdf


@pytest.mark.odd_texts
def test_no_text_is_markup_of_the_letter_that_tells_a_change(
    victim: Person, lesson: Session, outbox: Outbox, run_due_tasks: Run, at: Traveller
) -> None:
    run_due_tasks()
    cancel_session(lesson, by=someone(Role.PLANNER), reason=SCRIPT)
    publish_sessions(Session.objects.all(), by=None)
    at.later(minutes=1)
    run_due_tasks()

    (letter,) = [letter for letter in outbox.to(str(victim.backup_email)) if "Emploi du temps" in letter.subject]
    assert "\n" not in letter.subject
    assert "<script" not in letter.html


def text_of(pdf: bytes) -> str:
    """What a PDF says, lines joined."""
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)).split())
