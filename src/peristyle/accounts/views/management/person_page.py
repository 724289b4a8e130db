"""What the page of a person tells, and what a line of the search tells of them."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.urls import reverse

from peristyle.accounts.explanation_words import explanation_in_words
from peristyle.accounts.models import Account, Session
from peristyle.accounts.person_actions import actions_on
from peristyle.accounts.queries import explanation_of, factors_of, state_of, suspensions_in_force
from peristyle.accounts.role_words import ROLE_WORDS
from peristyle.accounts.rules.capabilities import READ_TIMELINE
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.state_words import STATE_WORDS
from peristyle.accounts.views.management.subjects import account_of
from peristyle.accounts.words import factor_in_words, masked
from peristyle.audit.public import journal
from peristyle.kernel import clock
from peristyle.kernel.access import person_of
from peristyle.kernel.permissions import can
from peristyle.kernel.services import Text
from peristyle.people.public import Affiliation, Person

ENTRIES_PER_PAGE = 20
#: Two records of one person are brought together on the pages of the room of persons.
MERGE_DUPLICATES = "people.merge_duplicates"


@dataclass(frozen=True)
class PersonSummary:
    """A person with their account, how it stands, and what ties them to the university now."""

    person: Person
    account: Account | None
    state: State | None
    current: list[Affiliation]

    @property
    def state_words(self) -> tuple[Text, str, str] | None:
        """The state's name, kind of badge and sign; None without account."""
        return STATE_WORDS[self.state] if self.state else None


def summary(person: Person) -> PersonSummary:
    """The summary of a person fetched with their facts: no query."""
    account, today = account_of(person), clock.today()
    return PersonSummary(
        person=person,
        account=account,
        state=state_of(account, clock.now()) if account else None,
        current=[affiliation for affiliation in person.affiliations.all() if affiliation.is_current(today)],
    )


def page_facts(request: HttpRequest, person: Person) -> dict[str, Any]:
    """All that the page shows."""
    agent, told = person_of(request), summary(person)
    return {
        "told": told,
        "address": masked(person.backup_email) if person.backup_email else "",
        "explanation": explanation_in_words(explanation_of(told.account)) if told.account else "",
        "factors": [factor_in_words(factor) for factor in factors_of(told.account)] if told.account else [],
        "suspensions": suspensions_in_force(told.account) if told.account else [],
        "sessions": _open_sessions(told.account) if told.account else 0,
        "roles": _roles_given(person),
        "actions": actions_on(person, told.state, agent),
        "merge_url": reverse("people:duplicates") if agent != person and can(agent, MERGE_DUPLICATES) else None,
        "timeline": _timeline(request, person) if can(agent, READ_TIMELINE) else None,
    }


def _roles_given(person: Person) -> list[tuple[Text, str | None]]:
    current = (held for held in person.roles.all() if held.is_current(clock.now()))
    return [(ROLE_WORDS[held.role], held.component.name if held.component else None) for held in current]


def _timeline(request: HttpRequest, person: Person) -> Page[Any]:
    records = [person.pk, *person.absorbed.values_list("pk", flat=True)]
    happened = journal().filter(subject__in=[f"people.person:{number}" for number in records])
    return Paginator(happened, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))


def _open_sessions(account: Account) -> int:
    return Session.objects.filter(account=account, expire_date__gt=clock.now()).count()
