"""Somebody's timetable is what a naive reading of enrolments and groups makes it, and never a session more."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peristyle.curriculum.public import ClassKind, GroupMembership, Nature, TeachingGroup, UnitEnrolment
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import Activity, PublishedSession, Session
from peristyle.timetable.queries.feed_events import events_of
from peristyle.timetable.queries.next_session import coming_sessions
from peristyle.timetable.queries.own_timetable import own_timetable
from peristyle.timetable.queries.timetables import timetable_of
from peristyle.timetable.rules.days import Span
from tests.curriculum.factories import UnitFactory
from tests.people.factories import PersonFactory
from tests.timetable.factories import MONDAY, GroupFactory, slot

pytestmark = pytest.mark.django_db
PEOPLE, UNITS = range(4), range(3)
#: The groups of each unit.
GROUPS = ((ClassKind.CM, "1"), (ClassKind.TD, "1"), (ClassKind.TD, "2"), (ClassKind.TP, "1"))
COURSE = range(len(GROUPS))


@dataclass(frozen=True)
class Taken:
    """A unit that somebody takes: whether it was validated, and in which of its groups they are."""

    person: int
    unit: int
    validated: bool
    groups: frozenset[int]


@dataclass(frozen=True)
class Placed:
    """A session: of which unit, for which of its groups or for all, who teaches it, whether people see it."""

    unit: int
    whole: bool
    groups: frozenset[int]
    teachers: frozenset[int]
    published: bool
    cancelled: bool


def one_of_a_kind(groups: frozenset[int]) -> bool:
    return len({GROUPS[group][0] for group in groups}) == len(groups)


some_groups = st.frozensets(st.sampled_from(COURSE))
takings = st.lists(
    st.builds(
        Taken,
        person=st.sampled_from(PEOPLE),
        unit=st.sampled_from(UNITS),
        validated=st.booleans(),
        groups=some_groups.filter(one_of_a_kind),
    ),
    unique_by=lambda taken: (taken.person, taken.unit),
)
placings = st.lists(
    st.builds(
        Placed,
        unit=st.sampled_from(UNITS),
        whole=st.booleans(),
        groups=some_groups,
        teachers=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
        published=st.booleans(),
        cancelled=st.booleans(),
    ),
    max_size=10,
)


def concerns(placed: Placed, person: int, taken: list[Taken]) -> bool:
    """The oracle: what the words of issue 5 say, person by person."""
    own = [each for each in taken if each.person == person and each.unit == placed.unit]
    return person in placed.teachers or any(
        each.groups & placed.groups or (placed.whole and each.validated) for each in own
    )


class World:
    """People, units and groups, in which sessions are published."""

    def __init__(self, taken: list[Taken], placed: list[Placed]) -> None:
        self.people: list[Person] = PersonFactory.create_batch(len(PEOPLE))
        self.units = UnitFactory.create_batch(len(UNITS))
        self.groups: list[list[TeachingGroup]] = [
            [GroupFactory.create(unit=unit, kind=kind, name=name) for kind, name in GROUPS] for unit in self.units
        ]
        for each in taken:
            self.take(each)
        self.sessions = [self.place(number, each) for number, each in enumerate(placed)]

    def take(self, taken: Taken) -> None:
        """Somebody takes a unit."""
        groups = [self.groups[taken.unit][group] for group in taken.groups]
        enrolment = UnitEnrolment.objects.create(
            person=self.people[taken.person],
            unit=self.units[taken.unit],
            year=self.groups[taken.unit][0].year,
            nature=Nature.MANDATORY if taken.validated else Nature.CHOSEN,
            asked_at=clock.now(),
            validated_at=clock.now() if taken.validated else None,
        )
        GroupMembership.objects.bulk_create(
            GroupMembership(enrolment=enrolment, group=group, kind=group.kind, since=clock.now()) for group in groups
        )

    def place(self, number: int, placed: Placed) -> Session:
        """A session of an activity of its own, a day for each."""
        unit, at = self.units[placed.unit], slot(8, day=number)
        of = Activity.objects.create(
            year=self.groups[placed.unit][0].year,
            unit=unit,
            component=unit.component,
            kind="TD",
            whole_unit=placed.whole,
        )
        session = Session.objects.create(
            activity=of, starts_at=at.starts_at, ends_at=at.ends_at, changed_at=clock.now()
        )
        if placed.published:
            seen = PublishedSession.objects.create(
                session=session,
                activity=of,
                starts_at=at.starts_at,
                ends_at=at.ends_at,
                session_version=session.version,
                published_at=clock.now(),
                changed_at=clock.now(),
                cancelled_at=clock.now() if placed.cancelled else None,
            )
            seen.groups.set([self.groups[placed.unit][group] for group in placed.groups])
            seen.teachers.set([self.people[teacher] for teacher in placed.teachers])
        return session


@contextmanager
def world(taken: list[Taken], placed: list[Placed]) -> Iterator[World]:
    """A world that is gone after the block."""
    with transaction.atomic():
        yield World(taken, placed)
        transaction.set_rollback(True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(taken=takings, placed=placings)
def test_a_timetable_is_the_set_that_a_naive_reading_makes(taken: list[Taken], placed: list[Placed]) -> None:
    with world(taken, placed) as made:
        for number, person in enumerate(made.people):
            expected = {
                session.pk: each
                for session, each in zip(made.sessions, placed, strict=True)
                if each.published and concerns(each, number, taken)
            }

            assert {each.pk for each in timetable_of(person)} == set(expected)
            read_all_ways(person, made, expected)


def read_all_ways(person: Person, made: World, expected: dict[int, Placed]) -> None:
    """Pages, calendars and the card of the home tell the same sessions."""
    year = Span(MONDAY.date(), MONDAY.date() + timedelta(days=30))
    uids = {session.pk: session.uid for session in made.sessions}
    taking_place = {uids[pk] for pk, each in expected.items() if not each.cancelled}

    on_the_page = own_timetable(person, year, clock.now())
    in_the_calendar = events_of(person)
    first = coming_sessions(person, slot(7).starts_at)

    assert {each.published.pk for each in on_the_page.sessions} == set(expected)
    assert {event.uid.partition("@")[0] for event in in_the_calendar} == {str(uids[pk]) for pk in expected}
    assert {event.uid.partition("@")[0] for event in in_the_calendar if not event.cancelled} == {
        str(uid) for uid in taking_place
    }
    assert {each.uid for each in first.next} <= taking_place
    assert bool(first.next) == any(
        not each.cancelled and made.sessions.index(session) < 7
        for session in made.sessions
        if (each := expected.get(session.pk))
    )
