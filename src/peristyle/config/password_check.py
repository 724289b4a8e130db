"""`peristyle password-check`: the institution's rule, on the terminal."""

import sys
from argparse import Namespace
from getpass import getpass

from django.utils import translation

from peristyle.accounts.passwords import profile
from peristyle.accounts.rules.passwords import PersonalTerms, review
from peristyle.accounts.word_lists import word_lists


def password_check(_: Namespace) -> int:
    """The command: read a password, never as an argument others could see, and review it; 0 if it is accepted."""
    password = getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    with translation.override("en"):
        reviewed = review(password, profile(), PersonalTerms(), word_lists())
        lines = [f"{'✓' if criterion.met else '✗'} {criterion.label}" for criterion in reviewed.criteria]
        lines += [f"  {advice}" for advice in reviewed.advice]
        lines.append(f"{'Accepted' if reviewed.accepted else 'Refused'} by {profile().name}: {reviewed.strength}.")
    print("\n".join(lines))  # noqa: T201 — a terminal reads this
    return 0 if reviewed.accepted else 1
