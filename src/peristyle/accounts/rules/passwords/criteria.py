"""The criteria of a profile, in words, each met or not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.rules.passwords.findings import Findings
from peristyle.accounts.rules.passwords.profiles import PasswordProfile
from peristyle.accounts.rules.passwords.spelling import LONGEST_TYPED, is_typable
from peristyle.accounts.rules.passwords.variety import bits

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing asked of a password, in words, and whether it is met."""

    code: str
    label: _StrPromise
    met: bool


def broken_sanity(typed: str, text: str, profile: PasswordProfile) -> Criterion | None:
    """The criterion nobody needs to read before breaking it; a text that breaks one is read no further."""
    if len(typed) > LONGEST_TYPED or len(text) > profile.maximum:
        label = format_lazy(_("{maximum} caractères maximum"), maximum=profile.maximum)
        return Criterion("maximum", label, met=False)
    if not is_typable(text):
        return Criterion("typable", _("Aucun caractère invisible ou de commande"), met=False)
    return None


def criteria(text: str, profile: PasswordProfile, found: Findings) -> Iterator[Criterion]:
    """Every criterion of the profile, in the order in which people read them."""
    yield from _composition(text, profile)
    if profile.refuses_dictionary_words:
        label = _("Pas un mot du dictionnaire, même orné de chiffres ou de signes")
        yield Criterion("dictionary", label, met=not found.is_word)
    label = _("Rien qui vous désigne : ni nom, ni date de naissance, ni identifiant")
    yield Criterion("personal", label, met=not found.is_personal)
    if profile.refuses_leaked:
        label = _("Absent des listes de mots de passe divulgués")
        yield Criterion("leaked", label, met=not found.is_leaked)
    if profile.guessability_floor:
        met = found.score >= profile.guessability_floor
        yield Criterion("guessability", _("Difficile à deviner"), met=met)


def _composition(text: str, profile: PasswordProfile) -> Iterator[Criterion]:
    label = format_lazy(
        _("{minimum} caractères minimum, {recommended} recommandés"),
        minimum=profile.minimum,
        recommended=profile.recommended,
    )
    yield Criterion("minimum", label, met=len(text) >= profile.minimum)
    if profile.needs_digit:
        yield Criterion("digit", _("Au moins 1 chiffre"), met=any(map(str.isdecimal, text)))
    if profile.needs_letter:
        yield Criterion("letter", _("Au moins 1 lettre"), met=any(map(str.isalpha, text)))
    if profile.forbidden:
        label = format_lazy(_("Aucun des signes {signs}"), signs=" ".join(profile.forbidden))
        yield Criterion("forbidden", label, met=set(text).isdisjoint(profile.forbidden))
    if profile.bits:
        label = _("Long et varié : moins il y a de sortes de signes, plus il en faut")
        yield Criterion("variety", label, met=bits(text) >= profile.bits)
