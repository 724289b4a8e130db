"""What is known of a person has no place in their password."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peristyle.accounts.rules.passwords.spelling import compact, cores, folded, undisguised

_SHORTEST_TERM = 3
_SHORTEST_HELD = 5
_PARTS = re.compile(r"[^\W_]+")
_LETTER_RUNS = re.compile(r"[^\W\d_]{4,}")
_MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)


@dataclass(frozen=True, slots=True)
class PersonalTerms:
    """A person's names, birth date and identifiers (login, student number, INE, addresses)."""

    names: tuple[str, ...] = ()
    birth_date: date | None = None
    identifiers: tuple[str, ...] = ()

    def terms(self) -> frozenset[str]:
        """Give every term in the form it is searched for: folded, whole and in parts."""
        written = [*self.names, *(name.partition("@")[0] for name in self.identifiers)]
        terms = {term for text in written for term in _whole_and_parts(folded(text))}
        if self.birth_date:
            terms.update(_spellings(self.birth_date))
        return frozenset(term for term in terms if len(term) >= _SHORTEST_TERM)


def holds_personal_term(text: str, terms: frozenset[str]) -> bool:
    """Tell whether a folded password is or holds one of the folded terms.

    A short name counts only as a whole word: Anne may write « panneau », not « anne-1998 ».
    """
    readings = undisguised(text)
    words = {run for reading in readings for run in _LETTER_RUNS.findall(reading)} | cores(text)
    compacted = {compact(reading) for reading in readings}
    return not words.isdisjoint(terms) or any(
        term in whole for term in terms if len(term) >= _SHORTEST_HELD for whole in compacted
    )


def _whole_and_parts(text: str) -> Iterator[str]:
    yield compact(text)
    yield from _PARTS.findall(text)


def _spellings(day: date) -> Iterator[str]:
    month = _MONTHS[day.month - 1]
    year = f"{day.year:04}"
    yield from (f"{day:%d%m}{year}", f"{year}{day:%m%d}", f"{day:%m%d}{year}")
    yield from (f"{day:%d%m%y}", f"{day:%y%m%d}", f"{day:%m%d%y}")
    yield from (f"{day.day}{day.month}{year}", f"{year}{day.month}{day.day}")
    yield from (f"{day.day}{month}", f"{day:%d}{month}", f"{month}{year}", f"{month}{day:%y}")
