"""When access ends, and when the account closes: the rules of decision 0005, over what ties a person to the university.

« L’ensemble des ressources numériques de l’ENT vous seront accessibles jusqu’au 31/12 de l’année universitaire où
vous quitterez l’établissement. » (the reference page)
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

ONE_DAY = timedelta(days=1)
NEVER = date.min

DayOfYear = tuple[int, int]


class TieKind(StrEnum):
    """The kinds of affiliations, as the rules tell them apart."""

    STUDENT = "student"
    TEACHER = "teacher"
    STAFF = "staff"
    GUEST = "guest"


@dataclass(frozen=True)
class Tie:
    """An affiliation as these rules need it: its kind, its last day if it has one, the day it was voided if it was."""

    kind: str
    ends_on: date | None
    category: str = ""
    voided_on: date | None = None


@dataclass(frozen=True)
class ClosingRules:
    """An institution's choices. `staff_mail_months` by category of staff; the empty one stands for all others."""

    year_starts: DayOfYear = (9, 1)
    student_access_ends: DayOfYear = (12, 31)
    closing_days: int = 30
    guest_closing_days: int = 30
    staff_mail_months: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class End:
    """The last day on which everything is open, the last one on which the account is closing, and the tie that decides.

    Without any tie both days are `NEVER`.
    """

    last_day: date
    last_closing_day: date
    tie: Tie | None


def end_of_access(ties: Iterable[Tie], extended_until: date | None, rules: ClosingRules) -> End | None:
    """When access ends and the account closes; None while a tie has no end.

    Whoever has several ties keeps the latest of each day. An extension keeps an account closing, it reopens nothing.
    """
    end = End(NEVER, NEVER, None)
    for tie in ties:
        if tie.ends_on is None and tie.voided_on is None:
            return None
        last_day = last_day_of_access(tie, rules)
        closing = max(end.last_closing_day, last_closing_day(tie, last_day, rules))
        end = End(last_day, closing, tie) if last_day > end.last_day else End(end.last_day, closing, end.tie)
    return End(end.last_day, max(end.last_closing_day, extended_until or NEVER), end.tie)


def last_day_of_access(tie: Tie, rules: ClosingRules) -> date:
    """The last day that one tie gives access.

    Students: « jusqu’au 31/12 de l’année universitaire où vous quitterez l’établissement », read as the first
    31 December after the end of the academic year of the last enrolment. A voided tie ends before the day it was
    voided, and gives nothing beyond. Any other gives access until its own last day.
    """
    if tie.voided_on is not None:
        voided = tie.voided_on - ONE_DAY
        return min(voided, tie.ends_on or voided)
    if tie.ends_on is None:
        raise ValueError("a tie without end gives access without end")
    if tie.kind != TieKind.STUDENT:
        return tie.ends_on
    year_ends = date(academic_year(tie.ends_on, rules.year_starts) + 1, *rules.year_starts) - ONE_DAY
    closing = date(year_ends.year, *rules.student_access_ends)
    return closing if closing >= year_ends else date(year_ends.year + 1, *rules.student_access_ends)


def last_closing_day(tie: Tie, last_day: date, rules: ClosingRules) -> date:
    """The last day on which the account is still closing, by one tie that gave access until `last_day`.

    Staff keep their mail some months longer, by category; guests a few days; everybody else `closing_days`.
    """
    if tie.voided_on is None and tie.kind == TieKind.GUEST:
        return last_day + timedelta(days=rules.guest_closing_days)
    usual = last_day + timedelta(days=rules.closing_days)
    if tie.voided_on is None and tie.kind in (TieKind.STAFF, TieKind.TEACHER):
        return max(usual, months_later(last_day, rules.staff_mail_months.get(tie.category, 0)))
    return usual


def academic_year(day: date, year_starts: DayOfYear) -> int:
    """The academic year of a day, by the calendar year in which it starts: 2026 for 2026-2027."""
    return day.year if (day.month, day.day) >= year_starts else day.year - 1


def months_later(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
