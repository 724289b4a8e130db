"""What an enrolment costs: the national fee of its level on a day, less the exemption of grant holders."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _


class LineKind(StrEnum):
    """What a line of an invoice is for: a charge is positive, an exemption negative."""

    NATIONAL_FEE = "national_fee"
    GRANT_EXEMPTION = "grant_exemption"

    @property
    def label(self) -> Any:
        """What it is called on an invoice."""
        return {
            LineKind.NATIONAL_FEE: _("Droits d’inscription nationaux"),
            LineKind.GRANT_EXEMPTION: _("Exonération des boursiers"),
        }[self]


class Tariff(Protocol):
    """What a level costs from a day on."""

    @property
    def level(self) -> str:
        """The national level: licence, master, doctorat."""
        ...

    @property
    def amount_cents(self) -> int:
        """Its price."""
        ...

    @property
    def valid_from(self) -> date:
        """The first day of that price."""
        ...


@dataclass(frozen=True)
class QuoteLine:
    """A charge, or an exemption."""

    kind: LineKind
    amount_cents: int

    @property
    def label(self) -> Any:
        """What the line is for."""
        return self.kind.label


class NoTariffError(Exception):
    """No price is known for this level on that day: the institution's file lacks one."""


def quote(
    level: str, day: date, tariffs: Iterable[Tariff], *, grant_holder: bool, grant_holders_exempt: bool
) -> tuple[QuoteLine, ...]:
    """The lines of the invoice of an enrolment at `level` on `day`. Raises NoTariffError."""
    in_force = [tariff for tariff in tariffs if tariff.level == level and tariff.valid_from <= day]
    if not in_force:
        raise NoTariffError(level)
    fee = max(in_force, key=lambda tariff: tariff.valid_from).amount_cents
    lines = [QuoteLine(LineKind.NATIONAL_FEE, fee)]
    if grant_holder and grant_holders_exempt and fee:
        lines.append(QuoteLine(LineKind.GRANT_EXEMPTION, -fee))
    return tuple(lines)


def total(lines: Iterable[QuoteLine]) -> int:
    """What is to be paid, in cents."""
    return sum(line.amount_cents for line in lines)
