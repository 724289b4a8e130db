"""What rooms plug into the house: services, home cards, navigation. No central list is edited.

The portal shows what it finds here and knows no room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from peristyle.kernel.permissions import Role

Text = Any  # a str or Django's lazy translation, which has no public type


@dataclass(frozen=True)
class Service:
    """A service of the house as a tile: `url_name` is None until its room is built, then `opens` says when."""

    code: str
    name: Text
    description: Text
    icon: str
    order: int
    url_name: str | None = None
    opens: Text = ""
    roles: frozenset[Role] = frozenset(Role)


@dataclass(frozen=True)
class ManagementPage:
    """A page of officers, planners, agents or IT, listed on /gestion/ for who holds the capability.

    Pages are listed by `order`, then as they were wired.
    `waiting(person)` tells how much waits there for them, one query at most; None: nothing to count.
    """

    capability: str
    name: Text
    description: Text
    url_name: str
    icon: str
    waiting: Callable[[Any], int | None] = lambda _person: None
    order: int = 50


class Block(IntEnum):
    """The blocks that rooms fill, in the home's fixed order (facts/home.md: content changes, order never does)."""

    NOW = 1
    TO_DO = 2
    NEW = 3


@dataclass(frozen=True)
class HomeItem:
    """A line of a home block: something to do or to know, with where it leads."""

    title: Text
    detail: Text = ""
    url: str | None = None
    icon: str = "info"


HomeProvider = Callable[[Any], Iterable[HomeItem]]
_services: dict[str, Service] = {}
_management_pages: dict[str, ManagementPage] = {}
_home_providers: dict[Block, list[HomeProvider]] = {block: [] for block in Block}


def register_service(service: Service) -> None:
    """Show `service` on the home; a room that opens replaces the announcement made with the same code."""
    announced = _services.get(service.code)
    if announced is None or announced.url_name is None:
        _services[service.code] = service


def register_management_page(page: ManagementPage) -> None:
    """List `page` on /gestion/."""
    _management_pages[page.url_name] = page


def register_home_provider(block: Block, provider: HomeProvider, *, first: bool = False) -> None:
    """Ask `provider(person)` for lines of `block` each time a home page is shown; one query at most.

    Lines come in the order in which rooms were wired, after those that must be seen `first`.
    """
    if provider not in _home_providers[block]:
        _home_providers[block].insert(0 if first else len(_home_providers[block]), provider)


def services() -> list[Service]:
    """All services in their order."""
    return sorted(_services.values(), key=lambda service: service.order)


def management_pages() -> list[ManagementPage]:
    """All management pages in their order."""
    return sorted(_management_pages.values(), key=lambda page: page.order)


def home_items(block: Block, person: Any) -> list[HomeItem]:
    """The lines of `block` for `person`, in the order in which rooms were wired."""
    return [item for provider in _home_providers[block] for item in provider(person)]
