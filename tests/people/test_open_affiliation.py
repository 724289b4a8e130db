"""What ties a person to the university, once per reference of the source that says so."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from peristyle.people.public import Affiliation, AffiliationKind, Person, open_affiliation
from tests.people.factories import AffiliationFactory, ComponentFactory, PersonFactory

pytestmark = pytest.mark.django_db


def opened(person: Person, **changes: Any) -> Affiliation:
    """The affiliation of an enrolment, with other facts if asked."""
    facts: dict[str, Any] = {
        "starts_on": date(2026, 9, 1),
        "ends_on": date(2027, 8, 31),
        "source": "enrolment",
        "source_reference": "2026-17",
    }
    return open_affiliation(person, AffiliationKind.STUDENT, **{**facts, **changes})


def test_an_affiliation_says_what_ties_whom_to_where_and_who_says_so() -> None:
    person, faculty = PersonFactory.create(), ComponentFactory.create()

    affiliation = opened(person, component=faculty)

    assert list(person.affiliations.all()) == [affiliation]
    assert (affiliation.kind, affiliation.component) == ("student", faculty)


def test_the_same_reference_opens_nothing_twice() -> None:
    person = PersonFactory.create()

    assert opened(person) == opened(person)
    assert Affiliation.objects.count() == 1


def test_the_same_reference_changes_the_dates_and_nothing_else() -> None:
    person, faculty = PersonFactory.create(), ComponentFactory.create()
    opened(person, component=faculty)

    opened(PersonFactory.create(), starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31))

    affiliation = Affiliation.objects.get()
    assert (affiliation.starts_on, affiliation.ends_on) == (date(2026, 10, 1), date(2026, 10, 31))
    assert (affiliation.person, affiliation.component) == (person, faculty)


def test_another_source_may_use_the_same_reference() -> None:
    person = PersonFactory.create()

    opened(person)
    opened(person, source="staff file")

    assert person.affiliations.count() == 2


def test_an_affiliation_does_not_end_before_it_starts() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        opened(PersonFactory.create(), ends_on=date(2026, 8, 31))


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2027, 8, 31), True),
        (date(2027, 9, 1), False),
    ],
)
def test_it_holds_from_its_first_day_to_its_last(day: date, current: bool) -> None:  # noqa: FBT001 — a column of the table
    assert AffiliationFactory.build().is_current(day) == current


def test_one_without_end_holds_for_good() -> None:
    assert AffiliationFactory.build(ends_on=None).is_current(date(2126, 9, 1))
