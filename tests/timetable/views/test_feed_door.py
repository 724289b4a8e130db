"""What calendar programs get at a private address, and what nobody else does."""

import gzip
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from django.utils import timezone

from peristyle.accounts.public import access_ends_at, account_of_person, suspend
from peristyle.curriculum.actions.groups.move_member import leave_group
from peristyle.curriculum.public import TeachingGroup, open_year
from peristyle.kernel import addresses, clock
from peristyle.kernel.permissions import Role
from peristyle.kernel.personal_data import rooms_with_personal_data
from peristyle.people.public import Affiliation, Person
from peristyle.timetable.actions.feeds import count_guesses
from peristyle.timetable.actions.feeds.make_feed import make_feed
from peristyle.timetable.actions.feeds.revoke_feed import reclaim_feeds, revoke_feed
from peristyle.timetable.actions.own.change_look import change_look
from peristyle.timetable.actions.planning.cancel_session import cancel_session
from peristyle.timetable.actions.planning.place_session import move_session
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Feed, PublishedSession, Session
from peristyle.timetable.rules.sessions import ActivityKind, Placement, Slot
from tests.curriculum.factories import UnitFactory
from tests.harness.inhabitants import someone
from tests.harness.page_client import PageClient
from tests.harness.travel import Traveller
from tests.people.factories import PersonFactory
from tests.timetable.factories import BuildingFactory, GroupFactory, RoomFactory, activity, member, session, slot

pytestmark = pytest.mark.django_db
Budget = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def lea(at: Traveller) -> Person:
    at("2026-11-24 10:00")
    return someone(Role.STUDENT)


@pytest.fixture
def td(lea: Person) -> TeachingGroup:
    group = GroupFactory.create(unit=UnitFactory.create(code="HAI501I", name_fr="Algorithmique"), name="2")
    member(group, lea)
    return group


def secret_of(person: Person) -> str:
    return make_feed(person, label="Téléphone")[1]


def ask(secret: str, method: str = "get", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(PageClient(), method)(f"/emploi-du-temps/ical/{secret}.ics", headers=named)


def events_in(response: Any) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def publish() -> None:
    publish_sessions(Session.objects.all(), by=None)


def test_the_whole_of_a_session_is_told(lea: Person, td: TeachingGroup) -> None:
    room = RoomFactory.create(name="TD 36.2", building=BuildingFactory.create(name="Bâtiment 36", site="Triolet"))
    teacher = PersonFactory.create(given_name="Ada", birth_name="Byron")
    held = session(activity(td), slot(8), room, teachers=(teacher,))
    publish()

    response = ask(secret_of(lea))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (told,) = events_in(response)
    assert told["UID"].startswith(f"{held.uid}@")
    assert (told["SUMMARY"], told["LOCATION"]) == ("TD Algorithmique", "TD 36.2, Bâtiment 36, Triolet")
    assert (told["DTSTART"].dt, told["DTEND"].dt) == (held.starts_at, held.ends_at)
    assert (told["SEQUENCE"], told["STATUS"]) == (0, "CONFIRMED")
    assert told["DESCRIPTION"].startswith("HAI501I · Travaux dirigés\nAvec Ada Byron\nGroupe\u202f: TD 2\nhttp")
    assert told["URL"].endswith(f"/seances/{held.uid}/")


def test_two_parsers_read_what_was_published_on_days_that_change_time_too(lea: Person, td: TeachingGroup) -> None:
    room = RoomFactory.create(name="Salle ; « \\n, 1 »")
    starts = ["2026-11-30 08:00", "2026-12-31 23:00", "2027-03-28 01:30", "2027-03-28 04:30"]
    for start in starts:
        starts_at = timezone.make_aware(datetime.fromisoformat(start)).astimezone(UTC)
        session(activity(td), Slot(starts_at, starts_at + timedelta(minutes=90)), room)
    publish()
    cancel_session(Session.objects.earliest("starts_at"), by=lea, reason="Malade")
    publish()
    response = ask(secret_of(lea))

    by_icalendar = {(str(e["UID"]), e["DTSTART"].dt, e["DTEND"].dt, str(e["STATUS"])) for e in events_in(response)}
    parsed = vobject.readOne(response.content.decode()).vevent_list
    by_vobject = {(e.uid.value, e.dtstart.value, e.dtend.value, e.status.value) for e in parsed}

    published = PublishedSession.objects.select_related("session")
    model = {
        (
            f"{held.session.uid}@{addresses.host()}",
            held.starts_at,
            held.ends_at,
            "CANCELLED" if held.cancelled else "CONFIRMED",
        )
        for held in published
    }
    assert len(model) == len(starts)
    assert by_icalendar == by_vobject == model
    assert {str(event["LOCATION"]) for event in events_in(response)} == {f"{room.name}, Bâtiment 5, Triolet"}


def test_it_goes_on_in_the_next_year_without_the_former_one(lea: Person, td: TeachingGroup, at: Traveller) -> None:
    secret = secret_of(lea)
    session(activity(td), slot(8))
    publish()
    assert len(events_in(ask(secret))) == 1

    at("2027-09-01 00:05")
    assert events_in(ask(secret)) == []
    next_year = GroupFactory.create(unit=td.unit, year=open_year(2027))
    member(next_year, lea)
    session(activity(next_year), slot(8, day=300))
    publish()

    assert [told["DTSTART"].dt for told in events_in(ask(secret))] == [slot(8, day=300).starts_at]


def test_it_is_valid_before_anything_is_published(lea: Person, td: TeachingGroup) -> None:
    session(activity(td), slot(8))

    response = ask(secret_of(lea))

    assert response.status_code == 200
    assert events_in(response) == []


def test_nobody_reads_what_is_not_theirs(lea: Person, td: TeachingGroup) -> None:
    session(activity(GroupFactory.create()), slot(8))
    publish()

    assert events_in(ask(secret_of(lea))) == []


def test_a_change_keeps_the_uid_and_says_what_was(lea: Person, td: TeachingGroup) -> None:
    secret, held = secret_of(lea), session(activity(td), slot(8), RoomFactory.create(name="TD 5.1"))
    publish()
    (before,) = events_in(ask(secret))
    there = Placement(slot(14), frozenset({RoomFactory.create(name="TD 5.9").pk}), groups=frozenset({td.pk}))
    move_session(held, there, by=lea, reason="essai")
    assert events_in(ask(secret)) == [before]
    publish()

    (after,) = events_in(ask(secret))

    assert (after["UID"], after["SEQUENCE"]) == (before["UID"], 1)
    assert after["DTSTART"].dt == slot(14).starts_at
    assert "auparavant\u202f: lundi 30 novembre 2026, 08:00 – 09:30" in after["DESCRIPTION"]
    assert "auparavant\u202f: TD 5.1" in after["DESCRIPTION"]


def test_what_is_cancelled_stays_a_fortnight_then_drops(lea: Person, td: TeachingGroup, at: Traveller) -> None:
    secret, held = secret_of(lea), session(activity(td), slot(8))
    publish()
    cancel_session(held, by=lea, reason="Malade")
    publish()

    (told,) = events_in(ask(secret))
    tag = ask(secret)["ETag"]
    assert (told["STATUS"], told["SUMMARY"]) == ("CANCELLED", "Annulé\u202f: TD Algorithmique")
    assert told["DESCRIPTION"].startswith("Raison\u202f: Malade\n")
    at("2026-12-08 23:50")
    assert ask(secret, If_None_Match=tag).status_code == 304
    at("2026-12-09 00:10")
    assert events_in(ask(secret, If_None_Match=tag)) == []


def test_ones_own_names_are_told_and_hidden_units_are_not(lea: Person, td: TeachingGroup) -> None:
    hidden = GroupFactory.create()
    member(hidden, lea)
    session(activity(td), slot(8))
    session(activity(hidden), slot(10))
    publish()
    secret = secret_of(lea)
    assert len(events_in(ask(secret))) == 2

    change_look(lea, td.unit, name="Algo", tone="", hidden=False)
    change_look(lea, hidden.unit, name="", tone="", hidden=True)

    assert [told["SUMMARY"] for told in events_in(ask(secret))] == ["TD Algo"]


def test_what_did_not_change_is_one_read_and_no_bytes(lea: Person, td: TeachingGroup, max_queries: Budget) -> None:
    secret = secret_of(lea)
    session(activity(td), slot(8))
    publish()
    first = ask(secret)

    with max_queries(1):
        by_tag = ask(secret, If_None_Match=f'"another", {first["ETag"]}')
        assert (by_tag.status_code, by_tag.content) == (304, b"")
    with max_queries(1):
        assert ask(secret, If_Modified_Since=first["Last-Modified"]).status_code == 304
    with max_queries(2):
        assert ask(secret, "head", If_None_Match='"another"').status_code == 200


def test_each_change_of_timetable_is_read_at_the_next_poll(lea: Person, td: TeachingGroup) -> None:
    secret, tags = secret_of(lea), [""]

    def changed() -> bool:
        response = ask(secret, If_None_Match=tags[-1])
        tags.append(response["ETag"])
        return bool(response.status_code == 200)

    assert changed()
    held = session(activity(td), slot(8))
    assert not changed()
    publish()
    assert changed()
    move_session(held, Placement(slot(8)), by=lea, reason="for nobody")
    publish()
    assert changed()
    session(activity(td, kind=ActivityKind.EXAM, whole_unit=True), slot(16))
    publish()
    assert changed()
    session(activity(td), slot(10))
    publish()
    assert changed()
    leave_group(td.memberships.get(enrolment__person=lea), by=lea)
    assert changed()
    assert not changed()


def test_two_changes_in_one_second_have_two_dates(lea: Person, td: TeachingGroup) -> None:
    secret = secret_of(lea)
    before = ask(secret)
    session(activity(td), slot(8))
    publish()

    assert ask(secret, If_Modified_Since=before["Last-Modified"]).status_code == 200


def test_it_goes_compressed_to_who_reads_that(lea: Person) -> None:
    secret = secret_of(lea)

    packed = ask(secret, Accept_Encoding="gzip, deflate")

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == ask(secret).content


def test_its_holder_learns_when_it_last_served_to_the_hour(lea: Person, at: Traveller) -> None:
    secret, made = secret_of(lea), clock.now()

    ask(secret)
    at.later(minutes=59)
    ask(secret)
    assert Feed.objects.get().last_used_at == made
    at.later(minutes=1)
    ask(secret)
    assert Feed.objects.get().last_used_at == made + timedelta(hours=1)


def by_revoking(person: Person) -> None:
    revoke_feed(Feed.objects.get(person=person))


def by_suspending(person: Person) -> None:
    suspend(account_of_person(person.pk), reason="essai", by=None)


def by_erasing(person: Person) -> None:
    (room,) = (room for room in rooms_with_personal_data() if room.room == "timetable")
    room.erase(person.pk)


def by_disowning(person: Person) -> None:
    assert reclaim_feeds(account_of_person(person.pk), clock.now() - timedelta(days=1))


@pytest.mark.parametrize("shut", [by_revoking, by_suspending, by_erasing, by_disowning])
def test_it_is_shut_at_once_and_then_no_different_from_a_guess(
    lea: Person, shut: Callable[[Person], None], max_queries: Budget
) -> None:
    secret = secret_of(lea)
    assert ask(secret).status_code == 200

    shut(lea)

    guess = ask("a" * 32)
    with max_queries(1):
        answer = ask(secret)
    assert (answer.status_code, answer.content) == (404, b"404")
    assert unsigned(answer) == unsigned(guess)


def unsigned(response: Any) -> dict[str, str]:
    return {name: value for name, value in response.headers.items() if name != "X-Request-Id"}


def test_it_goes_with_the_access_and_comes_back_with_it(lea: Person, at: Traveller) -> None:
    secret = secret_of(lea)
    Affiliation.objects.filter(person=lea).update(ends_on=date(2026, 11, 30))
    assert ask(secret).status_code == 200
    at(access_ends_at(account_of_person(lea.pk)))
    assert ask(secret).status_code == 404

    Affiliation.objects.filter(person=lea).update(ends_on=None)

    assert ask(secret).status_code == 200


def test_a_password_has_no_part_in_it(lea: Person) -> None:
    secret, account = secret_of(lea), account_of_person(lea.pk)
    account.set_password("another-one-4-arcades")
    account.save()

    assert ask(secret).status_code == 200


def test_it_is_only_read(lea: Person) -> None:
    assert ask(secret_of(lea), "post").status_code == 405


def test_neither_pages_nor_robots_learn_the_address(lea: Person) -> None:
    response = ask(secret_of(lea))

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"
    assert response.cookies == {}


def test_who_tries_many_addresses_is_told_to_wait_and_right_ones_stay_open(
    lea: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(count_guesses, "MOST_PER_MINUTE", 3)
    count_guesses._wrong.clear()
    secret = secret_of(lea)

    answers = [ask("b" * 32).status_code for _ in range(5)]

    assert answers == [404, 404, 404, 429, 429]
    assert ask(secret).status_code == 200


@pytest.mark.parametrize("guess", ["x", "é", "A" * 5000, "..%2F", "' OR 1=1 --", "%00"])
def test_what_is_no_secret_opens_nothing(guess: str) -> None:
    count_guesses._wrong.clear()

    assert ask(guess).status_code in {400, 404}
