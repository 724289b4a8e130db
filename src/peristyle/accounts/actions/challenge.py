"""A calculation asked of browsers while a page that shows guessable things is hammered: no image, nothing to read.

ALTCHA's proof of work with PBKDF2, which costs a guesser's machine about what it costs a telephone: some 250
derivations, about a second.
"""

import json
from datetime import timedelta

import altcha

from peristyle.accounts.models import Throttle
from peristyle.kernel import clock
from peristyle.kernel.encryption import fingerprint
from peristyle.kernel.tokens import digest

HOLDS = timedelta(minutes=10)
ROUNDS = 5_000
LONGEST_ANSWER = 4096


def new_challenge() -> str:
    """A calculation to hand to a browser (JSON), valid for ten minutes and for one answer."""
    asked = altcha.create_challenge("PBKDF2/SHA-256", ROUNDS, expires_at=clock.now() + HOLDS, hmac_secret=_secret())
    return json.dumps(asked.to_dict())


def is_met(answer: str) -> bool:
    """Whether `answer` solves a challenge of ours that nobody has answered yet; it counts once."""
    if not 0 < len(answer) <= LONGEST_ANSWER:
        return False
    if not altcha.verify_solution(answer, _secret()).verified:
        return False
    spent = digest(f"spent challenge|{altcha.Payload.from_base64(answer).challenge.parameters.nonce}")
    return Throttle.objects.get_or_create(key=spent, defaults={"failures": 1, "last_failure_at": clock.now()})[1]


def _secret() -> str:
    return fingerprint("what signs the challenges of a hammered page")
