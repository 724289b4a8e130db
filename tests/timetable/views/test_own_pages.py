"""One's own timetable: by week, day, month, as a list, on paper; what changed; how one likes to see it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from html.parser import HTMLParser

import pypdfium2
import pytest

from peristyle.curriculum.public import TeachingGroup, sync_calendar
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from peristyle.timetable.actions.own.change_look import change_look
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Session, SessionRequest, UnitLook
from peristyle.timetable.queries.next_session import coming_sessions
from peristyle.timetable.rules.requests import RequestKind
from peristyle.timetable.rules.sessions import Placement, Slot
from tests.curriculum.factories import UnitFactory
from tests.harness.inhabitants import signed_in, someone
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Budget = Callable[[int], AbstractContextManager[None]]
WEEK, DAY, MONTH, LIST = (f"/emploi-du-temps/{view}" for view in ("", "jour/", "mois/", "liste/"))


@pytest.fixture
def lea(at: Traveller) -> Person:
    at("2026-11-30 08:55")
    return someone(Role.STUDENT)


@pytest.fixture
def td(lea: Person) -> TeachingGroup:
    unit = UnitFactory.create(code="HAI501I", name_fr="Algorithmique", name_en="Algorithms")
    group = GroupFactory.create(unit=unit, name="2")
    member(group, lea)
    return group


@pytest.fixture
def next_class(td: TeachingGroup) -> Session:
    room = RoomFactory.create(name="TD 36.2", building=BuildingFactory.create(name="Bâtiment 36", site="Triolet"))
    teacher = PersonFactory.create(given_name="Ada", birth_name="Byron")
    held = session(activity(td), Slot(slot(9).starts_at, slot(11).starts_at), room, teachers=(teacher,))
    publish()
    return held


def publish() -> None:
    publish_sessions(Session.objects.all(), by=None)


def words(page: str) -> str:
    """What a page says in its main part, without its signs."""
    reader = _Words()
    reader.feed(page.partition("<main")[2].partition("</main>")[0])
    return " ".join(" ".join(reader.said).split())


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def seen(client: PageClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def move(held: Session, to: Slot, by: Person, *rooms: str) -> None:
    here = held.placement()
    move_session(held, Placement(to, frozenset(rooms) or here.rooms, here.teachers, here.groups), by=by, reason="essai")


@pytest.mark.usefixtures("next_class")
@pytest.mark.parametrize("view", [WEEK, DAY, LIST])
def test_it_opens_on_the_next_class_and_its_room_and_there_is_nothing_to_choose(lea: Person, view: str) -> None:
    page = seen(signed_in(lea), view)

    said = words(page)
    first = said.partition("Vues")[0].partition("Jour Semaine")[0]
    assert "Prochaine séance dans 5 minutes" in first
    assert "Algorithmique" in first
    assert "TD 36.2 , Bâtiment 36, Triolet Plan" in first
    assert first.index("Algorithmique") < first.index("HAI501I")
    assert "Ada Byron" in first
    assert 'href="https://www.openstreetmap.org/' in page or "Plan" in page


def test_what_goes_on_is_told_with_what_follows(
    lea: Person, td: TeachingGroup, next_class: Session, at: Traveller
) -> None:
    session(activity(td), slot(14))
    publish()
    at("2026-11-30 09:30")

    said, home = words(seen(signed_in(lea), WEEK)), words(seen(signed_in(lea), "/"))

    assert "En ce moment, jusqu’à 11:00" in said
    assert "Prochaine séance dans 4 h 30" in said
    assert "Algorithmique, jusqu’à 11:00" in home
    assert "TD 36.2, Bâtiment 36. Ensuite" in home
    assert str(next_class.uid) in seen(signed_in(lea), "/")


@pytest.mark.usefixtures("next_class")
def test_every_view_tells_it_in_english_too(lea: Person) -> None:
    for view in (WEEK, DAY, MONTH, LIST):
        said = words(seen(signed_in(lea).in_english(), view))
        assert "Algorithms" in said
        assert "Algorithmique" not in said


@pytest.mark.usefixtures("next_class")
def test_the_list_says_all_that_the_grid_says_and_so_does_the_source_of_the_grid(lea: Person) -> None:
    grid, listed = (words(seen(signed_in(lea), view)) for view in (WEEK, LIST))

    for told in ("Lundi 30 novembre", "09:00 – 11:00", "TD 2 · HAI501I", "TD 36.2 , Bâtiment 36, Triolet", "Ada Byron"):
        assert told.casefold() in grid.casefold()
        assert told.casefold() in listed.casefold()


def test_what_changed_stays_visible_where_it_was_and_where_it_is(lea: Person, next_class: Session) -> None:
    other = RoomFactory.create(name="TD 5.9")
    move(next_class, slot(14, day=1), lea, other.pk)
    publish()

    said, full = words(seen(signed_in(lea), WEEK)), words(seen(signed_in(lea), f"{WEEK}seances/{next_class.uid}/"))

    assert "Déplacée au mardi 1er décembre à 14:00" in said
    assert "Déplacée lundi 30 novembre 09:00 → 14:00" in said
    assert "Nouvelle salle TD 36.2 → TD 5.9" in said
    assert "lundi 30 novembre 2026 à 09:00 → mardi 1er décembre 2026 à 14:00" in full
    assert "TD 36.2 → TD 5.9" in full


def test_what_is_cancelled_stays_with_its_reason(lea: Person, next_class: Session) -> None:
    cancel_session(next_class, by=lea, reason="Grève")
    publish()

    for view in (WEEK, DAY, LIST):
        said = words(seen(signed_in(lea), view))
        assert "Annulée" in said
        assert "Grève" in said
        assert "Prochaine séance" not in said
    assert "(annulée)" in words(seen(signed_in(lea), MONTH))


@pytest.mark.usefixtures("next_class")
def test_one_renames_colours_and_hides_a_unit_for_oneself_alone(lea: Person, td: TeachingGroup) -> None:
    friend, own = member(td, someone(Role.STUDENT)), signed_in(lea)
    address = f"/emploi-du-temps/matieres/{td.unit.pk}/"

    assert own.post(address, {"name": "Algo", "tone": "red"}).status_code == 302
    renamed = seen(own, WEEK)
    assert "Algo" in words(renamed)
    assert "tone-red" in renamed
    assert "Algorithmique, dans 5 minutes" in words(seen(signed_in(friend), "/"))
    assert "Algo, dans 5 minutes" in words(seen(own, "/"))

    own.post(address, {"name": "", "tone": "", "hidden": "on"})
    assert "paraît désormais comme vous le souhaitez" in words(seen(own, "/emploi-du-temps/matieres/"))
    hidden = words(seen(own, WEEK))
    assert "Algorithmique" not in hidden
    assert "Une séance de ces jours est masquée." in hidden
    assert "masquée" in words(seen(own, "/emploi-du-temps/matieres/"))

    own.post(address, {"name": "", "tone": ""})
    assert not UnitLook.objects.exists()
    assert "Algorithmique" in words(seen(own, WEEK))


def test_a_colour_that_does_not_exist_is_refused_at_its_field(lea: Person, td: TeachingGroup) -> None:
    session(activity(td), slot(9))
    publish()

    response = signed_in(lea).post(f"/emploi-du-temps/matieres/{td.unit.pk}/", {"tone": "url(x)"})

    assert response.status_code == 422
    assert not UnitLook.objects.exists()


@pytest.mark.parametrize("view", [WEEK, DAY, MONTH, LIST])
def test_in_holidays_too_teachers_find_their_hours_their_requests_and_when_they_cannot_teach(
    lea: Person, td: TeachingGroup, view: str
) -> None:
    ada, newcomer = someone(Role.TEACHER), someone(Role.TEACHER)
    session(activity(td), slot(9), teachers=(ada,))
    publish()

    found = {
        person.pk: words(seen(signed_in(person), f"{view}?jour=2027-08-02")).partition("Aller à une date")[2]
        for person in (ada, newcomer, lea)
    }

    for link in ("Mon service", "Mes demandes"):
        assert [link in found[person.pk] for person in (ada, newcomer, lea)] == [True, False, False]
    assert ["Mes indisponibilités" in found[person.pk] for person in (ada, newcomer, lea)] == [True, True, False]


def test_who_asked_for_a_change_finds_it_although_they_teach_the_session_no_more(
    lea: Person, next_class: Session
) -> None:
    SessionRequest.objects.create(
        session=next_class, asked_by=lea, asked_at=next_class.starts_at, kind=RequestKind.CANCEL, reason="Colloque"
    )

    assert "Mes demandes" in words(seen(signed_in(lea), WEEK))


@pytest.mark.parametrize("view", [WEEK, DAY, MONTH, LIST])
def test_a_day_that_is_none_is_told_and_today_is_shown(lea: Person, view: str) -> None:
    response = signed_in(lea).get(view, {"jour": "2026-02-30"})

    assert response.status_code == 422
    assert "2026-02-30" in response.content.decode()


@pytest.mark.parametrize("day", ["2026-12-31", "2027-03-28", "2026-10-25", "0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("view", [WEEK, DAY, MONTH, LIST, "/emploi-du-temps/semaine.pdf"])
def test_every_day_can_be_looked_at_or_is_refused_in_words(lea: Person, view: str, day: str) -> None:
    assert signed_in(lea).get(view, {"jour": day}).status_code in {200, 422}


def test_paper_tells_the_same_week_and_the_whole_semester(lea: Person, td: TeachingGroup, next_class: Session) -> None:
    sync_calendar()
    move(next_class, slot(14, day=1), lea)
    session(activity(td), slot(9, day=8))
    publish()

    week, semester = (paper(signed_in(lea), name) for name in ("semaine", "semestre"))

    assert "Algorithmique" in week
    assert "TD 36.2, Bâtiment 36, Triolet" in week
    assert "Déplacée au mardi 1er décembre à 14:00" in week
    assert "mardi 8 décembre" not in week.casefold()
    assert "mardi 8 décembre" in semester.casefold()
    assert "HAI501I" in semester


def paper(client: PageClient, name: str) -> str:
    response = client.get(f"/emploi-du-temps/{name}.pdf", {"jour": "2026-11-30"})
    assert response["Content-Type"] == "application/pdf"
    assert ".pdf" in response["Content-Disposition"]
    pages = pypdfium2.PdfDocument(response.content)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    return " ".join(text.split())


def test_what_keeps_the_list_for_when_there_is_no_network_keeps_no_other_page(lea: Person) -> None:
    response = signed_in(lea).get("/emploi-du-temps/hors-ligne.js")

    assert response["Content-Type"].startswith("text/javascript")
    assert 'const PAGE = "/emploi-du-temps/liste/"' in response.content.decode()
    assert 'data-worker="/emploi-du-temps/hors-ligne.js"' in seen(signed_in(lea), LIST)


def test_a_week_costs_as_much_however_full_it_is(lea: Person, td: TeachingGroup, max_queries: Budget) -> None:
    client, room = signed_in(lea), RoomFactory.create()
    for hour in (8, 10, 14, 16):
        for day in range(5):
            session(activity(td), slot(hour, day=day), room)
    publish()
    moved = Session.objects.earliest("starts_at")
    move(moved, slot(18), lea, RoomFactory.create().pk)
    change_look(lea, td.unit, name="Algo", tone="red", hidden=False)
    publish()

    for view in (WEEK, LIST, MONTH):
        with max_queries(13):
            client.get(view)
    with max_queries(2):
        coming_sessions(lea, slot(7).starts_at)
