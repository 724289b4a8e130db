"""What the lists and the measure say of a password, whatever the profile makes of it."""

from collections.abc import Callable
from dataclasses import dataclass

from zxcvbn_rs_py import Warning as Weakness

from peristyle.accounts.rules.passwords.guessability import guessability
from peristyle.accounts.rules.passwords.personal import PersonalTerms, holds_personal_term
from peristyle.accounts.rules.passwords.spelling import cores, folded


@dataclass(frozen=True, slots=True)
class WordLists:
    """Two questions that are asked of folded text."""

    is_word: Callable[[str], bool]
    is_leaked: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Findings:
    """A password that is a word, leaked or personal is worth nothing, however long a guess it looks."""

    is_word: bool
    is_leaked: bool
    is_personal: bool
    score: int
    weakness: Weakness | None


def findings(text: str, personal: PersonalTerms, lists: WordLists) -> Findings:
    """Look a normalised password up, with and without its decoration, and measure it."""
    plain = folded(text)
    bare = cores(plain)
    terms = personal.terms()
    is_word = any(lists.is_word(core) for core in bare)
    is_leaked = any(lists.is_leaked(known) for known in bare | {plain})
    is_personal = holds_personal_term(plain, terms)
    score, weakness = guessability(text, plain, terms, lists.is_word)
    known = is_word or is_leaked or is_personal
    return Findings(is_word, is_leaked, is_personal, 0 if known else score, weakness)
