"""Payment in several times: the parts, their days, and who may (facts/institution.md §4.2)."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class PlannedPart:
    """A part to come."""

    amount_cents: int
    due_on: date


class Window(Protocol):
    """From a day of the year to another, both within: `07-06` to `07-26`."""

    @property
    def opens(self) -> str:
        """Its first day, month and day."""
        ...

    @property
    def closes(self) -> str:
        """Its last day."""
        ...


class NotInInstalments(StrEnum):
    """Why an invoice is not cut."""

    TOO_SMALL = "too_small"
    OUT_OF_WINDOW = "out_of_window"
    ONCE_A_YEAR = "once_a_year"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            NotInInstalments.TOO_SMALL: _("Le montant est trop petit pour être payé en plusieurs fois."),
            NotInInstalments.OUT_OF_WINDOW: _("Le paiement en plusieurs fois n’est pas ouvert en ce moment."),
            NotInInstalments.ONCE_A_YEAR: _("Vous payez déjà en plusieurs fois une autre inscription de cette année."),
        }[self]


def why_not_in_instalments(
    total_cents: int, day: date, *, minimum_cents: int, windows: Iterable[Window], already_this_year: bool
) -> NotInInstalments | None:
    """Whether the total may be cut today: nothing under the minimum, in the windows only, once a year; None: it may."""
    if total_cents < minimum_cents:
        return NotInInstalments.TOO_SMALL
    month_day = f"{day:%m-%d}"
    if not any(window.opens <= month_day <= window.closes for window in windows):
        return NotInInstalments.OUT_OF_WINDOW
    return NotInInstalments.ONCE_A_YEAR if already_this_year else None


def schedule(total_cents: int, day: date, *, count: int, every_months: int) -> tuple[PlannedPart, ...]:
    """The parts: the first today, with the cents that do not divide, the others equal, month after month."""
    part, left_over = divmod(total_cents, count)
    days = [_months_after(day, number * every_months) for number in range(count)]
    amounts = [part + left_over, *[part] * (count - 1)]
    return tuple(PlannedPart(amount, due_on) for amount, due_on in zip(amounts, days, strict=True))


def reminder_due(due_on: date, today: date, days_after: Iterable[int]) -> int | None:
    """The number of the newest letter whose day has come: 0 on the due day, then 1, 2…; None: not due yet."""
    if today < due_on:
        return None
    return sum(1 for days in days_after if (today - due_on).days >= days)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a month that is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    longest = monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, longest))
