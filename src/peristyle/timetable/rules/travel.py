"""How long it takes from a site to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta


@dataclass(frozen=True)
class Travel:
    """Minutes between two sites: those told of the pair, else the usual ones; none within a site."""

    usual: int = 0
    told: Mapping[frozenset[str], int] = field(default_factory=dict)

    def between(self, one: str, other: str) -> timedelta:
        """How long from one site to the other."""
        if one == other:
            return timedelta()
        return timedelta(minutes=self.told.get(frozenset({one, other}), self.usual))

    @property
    def longest(self) -> timedelta:
        """No way takes longer."""
        return timedelta(minutes=max(self.usual, *self.told.values(), 0))
