"""The rolling codes of a roll: made from its secret and the house's own."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import salted_hmac

from peristyle.timetable.models import Roll
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.rolling_codes import CodeUse, Judgement, code_of, judge, step_at, step_ends_at

_SALT = "peristyle.timetable.attendance"


@dataclass(frozen=True)
class Shown:
    """What a projected page shows, and until when."""

    scanned: str
    typed: str
    until: datetime


def shown_codes(roll: Roll, now: datetime) -> Shown:
    """The codes of this instant."""
    rules = timetable_rules().attendance
    key, step = _key(roll), step_at(now, rules)
    return Shown(code_of(key, step, CodeUse.SCANNED), code_of(key, step, CodeUse.TYPED), step_ends_at(step, rules))


def judged(roll: Roll, code: str, use: CodeUse, now: datetime) -> Judgement:
    """What is to be said of a code that somebody scanned or typed."""
    return judge(code, _key(roll), use, now, timetable_rules().attendance)


def _key(roll: Roll) -> bytes:
    return salted_hmac(_SALT, f"{roll.pk}|{roll.secret}", algorithm="sha256").digest()
