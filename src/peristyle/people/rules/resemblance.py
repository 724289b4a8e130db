"""Whether two records may be of one person. It only suggests: somebody of IT looks, and twins are two."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations, groupby

from peristyle.people.rules.names import close_letters

#: Where so many share a birth date or an address, it tells nothing (1 January in records from elsewhere).
LARGEST_GROUP = 200


class Resemblance(StrEnum):
    """Why two records look like one person."""

    SAME_NAME = "same_name"
    CLOSE_NAME = "close_name"
    SAME_MAIL = "same_mail"


@dataclass(frozen=True)
class Likeness:
    """What is compared of a record; names by their letters."""

    person_id: int
    birth_date: date
    family_names: frozenset[str]
    given_name: str
    mail: str


def resembling(records: Iterable[Likeness]) -> Iterator[tuple[int, int, Resemblance]]:
    """Pairs of records that look like one person, each once, the lower id first."""
    known = list(records)
    told: set[tuple[int, int]] = set()
    for key, compare in ((_birth, by_birth_date), (_mail, by_mail)):
        for one, other in _pairs(known, key):
            reason = compare(one, other)
            pair = (min(one.person_id, other.person_id), max(one.person_id, other.person_id))
            if reason and pair not in told:
                told.add(pair)
                yield *pair, reason


def by_birth_date(one: Likeness, other: Likeness) -> Resemblance | None:
    """Born on one day: the same names, also the wrong way round, or one name the same and the other close."""
    same_family = bool(one.family_names & other.family_names)
    same_given = one.given_name == other.given_name
    swapped = one.given_name in other.family_names and other.given_name in one.family_names
    if (same_family and same_given) or swapped:
        return Resemblance.SAME_NAME
    if same_family and close_letters(one.given_name, other.given_name):
        return Resemblance.CLOSE_NAME
    if same_given and any(close_letters(a, b) for a in one.family_names for b in other.family_names):
        return Resemblance.CLOSE_NAME
    return None


def by_mail(one: Likeness, other: Likeness) -> Resemblance | None:
    """One personal address: families share theirs, but not the given name."""
    return Resemblance.SAME_MAIL if one.given_name == other.given_name else None


def _birth(record: Likeness) -> date:
    return record.birth_date


def _mail(record: Likeness) -> str:
    return record.mail


def _pairs(records: list[Likeness], key: Callable[[Likeness], Hashable]) -> Iterator[tuple[Likeness, Likeness]]:
    telling = [record for record in records if key(record)]
    for _, group in groupby(sorted(telling, key=key), key=key):  # type: ignore[arg-type] # days or texts, never both
        alike = list(group)
        if len(alike) <= LARGEST_GROUP:
            yield from combinations(alike, 2)
