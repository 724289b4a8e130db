"""Persons, composantes and what ties the ones to the others."""

from datetime import UTC, date, datetime
from typing import Any

import factory

from peristyle.people.public import Affiliation, AffiliationKind, Component, Person
from tests.harness.factories import HouseFactory


class ComponentFactory(HouseFactory[Component]):
    """A composante that institution.toml does not know."""

    class Meta:
        model = Component
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda number: f"T{number:04}")
    name = factory.LazyAttribute(lambda made: f"Faculté {made.code}")
    short_name = factory.SelfAttribute("code")
    registrar_mail = factory.LazyAttribute(lambda made: f"{made.code.lower()}@example.org")


class PersonFactory(HouseFactory[Person]):
    """Somebody known, without account nor affiliation."""

    class Meta:
        model = Person

    birth_name = factory.Faker("last_name", locale="fr_FR")
    given_name = factory.Faker("first_name", locale="fr_FR")
    birth_date = date(2006, 5, 17)
    created_at = datetime(2026, 7, 1, 8, tzinfo=UTC)


class AffiliationFactory(HouseFactory[Affiliation]):
    """A tie of a student for one academic year."""

    class Meta:
        model = Affiliation

    person: Any = factory.SubFactory(PersonFactory)
    kind = AffiliationKind.STUDENT
    starts_on = date(2026, 9, 1)
    ends_on = date(2027, 8, 31)
    source = "tests"
    source_reference = factory.Sequence(str)
