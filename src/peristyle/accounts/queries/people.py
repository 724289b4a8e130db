"""Persons as officers, agents and IT look for them."""

from collections.abc import Collection

from django.db.models import QuerySet

from peristyle.accounts.rules.capabilities import SEARCH_PEOPLE
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Affiliation, Person, find_by_words

#: Whoever types a common name in the journal means fewer.
MOST_FOUND = 100


def people_found(agent: Person, typed: str) -> QuerySet[Person]:
    """The persons whom these words tell, within the composantes that `agent` sees."""
    return _seen_by(agent, find_by_words(typed))


def person_seen_by(agent: Person, person_id: int) -> Person | None:
    """One person with all that tells the state of their account, if `agent` may see them."""
    return _seen_by(agent, Person.objects.filter(pk=person_id)).first()


def ids_found(typed: str) -> list[int]:
    """The ids of the first persons whom these words tell, for the journal."""
    return list(find_by_words(typed).values_list("pk", flat=True)[:MOST_FOUND])


def names_of_persons(person_ids: Collection[int]) -> dict[int, str]:
    """How these persons are called: one query."""
    return {person.pk: person.display_name for person in Person.objects.filter(pk__in=person_ids)}


def _seen_by(agent: Person, persons: QuerySet[Person]) -> QuerySet[Person]:
    within = scopes(agent, SEARCH_PEOPLE)
    if within is not None:
        persons = persons.filter(pk__in=Affiliation.objects.filter(component__in=within).values("person"))
    return persons.select_related("account__activation").prefetch_related(
        "account__suspensions", "affiliations__component", "roles__component"
    )
