"""What can be done about a person on their management page: accounts has its own, other rooms add theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from peristyle.accounts.authority import may_act
from peristyle.accounts.rules.life_cycle import State
from peristyle.kernel.services import Text
from peristyle.people.public import Person


@dataclass(frozen=True)
class PersonAction:
    """A page that acts on a person (its address takes `person_id`), for accounts in some states."""

    capability: str
    title: Text
    description: Text
    icon: str
    order: int
    url_name: str
    states: frozenset[State]
    is_grave: bool = False
    suits: Callable[[Person], bool] = lambda _person: True

    def is_open_to(self, agent: Person, person: Person, state: State | None) -> bool:
        """Whether `agent` may do it about `person`, whose account is in `state`."""
        return state in self.states and may_act(agent, self.capability, person) and self.suits(person)


_actions: dict[str, PersonAction] = {}


def register_person_action(action: PersonAction) -> None:
    """Offer `action` to who holds its capability."""
    _actions[action.url_name] = action


def person_action(url_name: str) -> PersonAction:
    """The action whose page is at this address."""
    return _actions[url_name]


def actions_on(person: Person, state: State | None, agent: Person) -> list[PersonAction]:
    """What `agent` may do about `person`, whose account is in `state`, in order."""
    offered = (action for action in _actions.values() if action.is_open_to(agent, person, state))
    return sorted(offered, key=lambda action: action.order)
