"""What to tell a person whose password is not solid yet: what happened, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from zxcvbn_rs_py import Warning as Weakness

from peristyle.accounts.rules.passwords.findings import Findings
from peristyle.accounts.rules.passwords.profiles import PasswordProfile
from peristyle.accounts.rules.passwords.variety import kinds

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_SOLID = 3
_WELL_MIXED = 3
_KEYBOARD = _("Évitez les suites de touches du clavier.")
_REPETITION = _("Évitez de répéter les mêmes signes.")
# pairs, since zxcvbn's warnings are compared but not hashed
_WEAKNESSES = (
    (Weakness.StraightRowsOfKeysAreEasyToGuess, _KEYBOARD),
    (Weakness.ShortKeyboardPatternsAreEasyToGuess, _KEYBOARD),
    (Weakness.RepeatsLikeAaaAreEasyToGuess, _REPETITION),
    (Weakness.RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess, _REPETITION),
    (Weakness.SequencesLikeAbcAreEasyToGuess, _("Évitez les suites comme abcd ou 6543.")),
    (Weakness.RecentYearsAreEasyToGuess, _("Évitez les années récentes.")),
    (Weakness.DatesAreOftenEasyToGuess, _("Évitez les dates.")),
)


def advice(text: str, profile: PasswordProfile, found: Findings) -> Iterator[_StrPromise]:
    """The reasons first, then the ways to do better; nothing about a solid password."""
    if found.score >= _SOLID:
        return
    if text:
        yield from _reasons(found)
    if len(text) < profile.recommended:
        yield format_lazy(
            _("Visez {recommended} caractères : la longueur protège mieux que les signes compliqués."),
            recommended=profile.recommended,
        )
    if len(kinds(text)) < _WELL_MIXED:
        yield _("Mélangez des lettres minuscules, majuscules, des chiffres et des caractères spéciaux.")
    yield _("Assemblez par exemple trois ou quatre mots sans rapport entre eux, séparés par des tirets.")


def _reasons(found: Findings) -> Iterator[_StrPromise]:
    if found.is_personal:
        yield _("Ce que l’on sait de vous se devine : laissez de côté noms, dates et identifiants.")
    if found.is_leaked:
        yield _("Ce mot de passe, à quelques signes près, est de ceux que les pirates essaient en premier.")
    elif found.is_word:
        yield _("Un mot seul se devine vite, même orné de chiffres ou de signes.")
    else:
        yield from (text for weakness, text in _WEAKNESSES if weakness == found.weakness)
