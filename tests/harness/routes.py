"""Every route of the house, with an address to try it by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

#: What a parameter of an address may look like; nothing lives at these addresses in an empty database.
SAMPLES: dict[str, Any] = {
    "token": "A" * 43,
    "IntConverter": 1,
    "SlugConverter": "inconnu",
    "StringConverter": "inconnu",
    "UUIDConverter": "00000000-0000-0000-0000-000000000000",
}


@dataclass(frozen=True)
class Route:
    """An address of the house and the view that answers there."""

    name: str
    path: str
    view: Any
    has_parameters: bool

    @property
    def access(self) -> Any:
        """Who may see it; None when the view does not say."""
        return getattr(self.view, "access", None)

    @property
    def transaction_kind(self) -> str | None:
        """What it may do to the database; None when the view does not say."""
        return getattr(self.view, "transaction_kind", None)


def routes() -> list[Route]:
    """Every route, by name."""
    return sorted(_routes_of(get_resolver(), ""), key=lambda route: route.name)


def _routes_of(resolver: URLResolver, namespace: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _routes_of(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield _route(entry, namespace)


def _route(pattern: URLPattern, namespace: str) -> Route:
    name = f"{namespace}{pattern.name}"
    parameters = {key: _sample(key, converter) for key, converter in pattern.pattern.converters.items()}
    if not parameters:  # a regular expression names its groups and no converters
        parameters = {key: _sample(key, None) for key in getattr(pattern.pattern.regex, "groupindex", {})}
    return Route(name, reverse(name, kwargs=parameters), pattern.callback, has_parameters=bool(parameters))


def _sample(key: str, converter: Any) -> Any:
    return SAMPLES.get(key, SAMPLES.get(type(converter).__name__, "inconnu"))
