"""The code that a projected page shows for some seconds: an HMAC of the roll's key and of the present step of time.

Nothing is kept of a code. A scanned one has 80 bits, so that no address is worth trying out; a typed one has 30, and
tries are counted.
"""

import hmac
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum

from peristyle.kernel.tokens import WRITTEN_ALPHABET
from peristyle.timetable.rules.attendance import AttendanceRules

#: A code is told to be an old one, and not a wrong one, for so long.
REMEMBERED = timedelta(minutes=10)


class CodeUse(StrEnum):
    """What a code is made for: one never serves as the other."""

    SCANNED = "scanned"
    TYPED = "typed"


class Judgement(Enum):
    """What is to be said of a code."""

    VALID = "valid"
    EXPIRED = "expired"
    WRONG = "wrong"


LENGTHS = {CodeUse.SCANNED: 16, CodeUse.TYPED: 6}


def step_at(now: datetime, rules: AttendanceRules) -> int:
    """The number of the step of time that an instant lies in."""
    return int(now.timestamp()) // rules.code_seconds


def step_ends_at(step: int, rules: AttendanceRules) -> datetime:
    """When the code of a step makes way for the next one."""
    return datetime.fromtimestamp((step + 1) * rules.code_seconds, tz=UTC)


def code_of(key: bytes, step: int, use: CodeUse) -> str:
    """The code of a step: five bits of each byte, in letters and digits that nobody takes for one another."""
    drawn = hmac.digest(key, f"{use}|{step}".encode(), "sha256")
    return "".join(WRITTEN_ALPHABET[byte % len(WRITTEN_ALPHABET)] for byte in drawn[: LENGTHS[use]])


def judge(code: str, key: bytes, use: CodeUse, now: datetime, rules: AttendanceRules) -> Judgement:
    """Whether a code is the present one, or one that was until a moment ago; an older one tells that it is."""
    grace, present = timedelta(seconds=rules.grace_seconds), step_at(now, rules)
    oldest = step_at(now - REMEMBERED, rules)
    for step in range(present, oldest - 1, -1):
        if hmac.compare_digest(code.encode(), code_of(key, step, use).encode()):
            return Judgement.VALID if now < step_ends_at(step, rules) + grace else Judgement.EXPIRED
    return Judgement.WRONG
