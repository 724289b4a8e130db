"""Passwords: what a profile asks of them, and how a proposed one is reviewed."""

from peristyle.accounts.rules.passwords.criteria import Criterion
from peristyle.accounts.rules.passwords.findings import WordLists
from peristyle.accounts.rules.passwords.personal import PersonalTerms
from peristyle.accounts.rules.passwords.profiles import PROFILES, PasswordProfile
from peristyle.accounts.rules.passwords.reviews import PasswordReview, PasswordTooWeak, review
from peristyle.accounts.rules.passwords.spelling import normalised

__all__ = [
    "PROFILES",
    "Criterion",
    "PasswordProfile",
    "PasswordReview",
    "PasswordTooWeak",
    "PersonalTerms",
    "WordLists",
    "normalised",
    "review",
]
