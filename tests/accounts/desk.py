"""The desk of agents: who sits there, who comes."""

from typing import Any

from peristyle.accounts.models import Account
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.permissions import Role
from peristyle.people.public import Component, index_persons
from tests.accounts.factories import account_in, fresh
from tests.harness.inhabitants import someone

PEOPLE = "/gestion/comptes/"
REASON = {"reason": "Appel de la personne, ticket 2026-0042"}


def somebody(state: State = State.ACTIVE, **facts: Any) -> Account:
    """Somebody with an account in a state, whom agents can find."""
    account = account_in(state, **facts)
    index_persons([account.person_id])
    return account


def holder_of(role: Role) -> Account:
    """The account of somebody with this role."""
    return fresh(Account.objects.get(person=someone(role)))


def page_of(account: Account, act: str = "") -> str:
    """The page of a person, or of an act about them."""
    return f"{PEOPLE}{account.person_id}/{f'{act}/' if act else ''}"


def text(response: Any) -> str:
    """What a page says."""
    return str(response.content.decode())


def composante(code: str) -> Component:
    """A composante of institution.toml."""
    return Component.objects.get_or_create(code=code, defaults={"name": code, "short_name": code})[0]
