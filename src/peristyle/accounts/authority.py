"""Whether an agent may do something about a person: capability, composante, and power (attack D5)."""

from peristyle.accounts.rules.power import may_act_on, power
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person


def may_see(agent: Person, capability: str, person: Person) -> bool:
    """Whether `agent` holds `capability` where `person` belongs."""
    within = scopes(agent, capability)
    return within is None or bool(within & {affiliation.component_id for affiliation in person.affiliations.all()})


def may_act(agent: Person, capability: str, person: Person) -> bool:
    """Whether `agent` may use `capability` on the account of `person`."""
    return agent != person and may_see(agent, capability, person) and may_act_on(roles_of(agent), roles_of(person))


def may_undo(agent: Person, decided_by: Person | None) -> bool:
    """Whether `agent` may undo what another decided: not if they had more power; anybody's once they are gone."""
    return decided_by is None or may_act_on(roles_of(agent), roles_of(decided_by))


def has_power(person: Person) -> bool:
    """Whether this person may do something to others."""
    return power(roles_of(person)) > 0


def roles_of(person: Person) -> set[str]:
    """The roles held now."""
    return {held.role for held in person.held_roles()}
