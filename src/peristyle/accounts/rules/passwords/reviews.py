"""The review of a proposed password: what the form, the browser's hints and the command line all ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from peristyle.accounts.rules.passwords.advice import advice
from peristyle.accounts.rules.passwords.criteria import Criterion, broken_sanity, criteria
from peristyle.accounts.rules.passwords.findings import WordLists, findings
from peristyle.accounts.rules.passwords.personal import PersonalTerms
from peristyle.accounts.rules.passwords.profiles import PasswordProfile
from peristyle.accounts.rules.passwords.spelling import normalised

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STRENGTHS = (_("très faible"), _("faible"), _("moyen"), _("solide"), _("très solide"))


@dataclass(frozen=True, slots=True)
class PasswordReview:
    """What to tell a person about the password they propose; never the password itself."""

    criteria: tuple[Criterion, ...]
    score: int
    advice: tuple[_StrPromise, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether every criterion is met."""
        return not self.missing

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria still to meet."""
        return tuple(criterion for criterion in self.criteria if not criterion.met)

    @property
    def strength(self) -> _StrPromise:
        """The strength in words, from très faible to très solide."""
        return STRENGTHS[self.score]


class PasswordTooWeak(Exception):
    """The proposed password misses at least one criterion; `review` says which."""

    def __init__(self, review: PasswordReview) -> None:
        super().__init__(", ".join(criterion.code for criterion in review.missing))
        self.review = review


def review(password: str, profile: PasswordProfile, personal: PersonalTerms, lists: WordLists) -> PasswordReview:
    """Hold a password against a profile; one too long or untypable is refused unread, unscored."""
    text = normalised(password)
    if broken := broken_sanity(password, text, profile):
        return PasswordReview(criteria=(broken,), score=0)
    found = findings(text, personal, lists)
    return PasswordReview(
        criteria=tuple(criteria(text, profile, found)),
        score=found.score,
        advice=tuple(advice(text, profile, found)),
    )
