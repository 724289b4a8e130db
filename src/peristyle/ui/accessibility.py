"""What the law has a site say of its accessibility, told from the recorded audit (RGAA 4.1.2; facts/home.md §6.1)."""

from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.institution import AccessibilityAudit

VALID_YEARS = 3


class Conformity(StrEnum):
    """The three words the law knows."""

    TOTAL = "total"
    PARTIAL = "partial"
    NONE = "none"


WORDS: dict[Conformity, Promise] = {
    Conformity.TOTAL: _("totalement conforme"),
    Conformity.PARTIAL: _("partiellement conforme"),
    Conformity.NONE: _("non conforme"),
}


def conformity(audit: AccessibilityAudit | None, today: date) -> Conformity:
    """Total: all applicable criteria are met; partial: half of them; none: no audit of the last three years."""
    if audit is None or _years_later(audit.made_on) <= (today.year, today.month, today.day):
        return Conformity.NONE
    if audit.criteria_met == audit.criteria_applicable:
        return Conformity.TOTAL
    return Conformity.PARTIAL if 2 * audit.criteria_met >= audit.criteria_applicable else Conformity.NONE


def _years_later(day: date) -> tuple[int, int, int]:
    # Three numbers, for there is a 29 February every fourth year only.
    return day.year + VALID_YEARS, day.month, day.day
