"""What an enrolment costs: the national fee of its level on a day, optional rights, less exemptions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _


class LineKind(StrEnum):
    """What a line of an invoice is for: a charge is positive, an exemption negative."""

    NATIONAL_FEE = "national_fee"
    REDUCED_FEE = "reduced_fee"
    GAP_YEAR_FEE = "gap_year_fee"
    OPTIONAL_RIGHT = "optional_right"
    GRANT_EXEMPTION = "grant_exemption"
    OFFICER_EXEMPTION = "officer_exemption"

    @property
    def label(self) -> Any:
        """What it is called on an invoice."""
        return {
            LineKind.NATIONAL_FEE: _("Droits d’inscription nationaux"),
            LineKind.REDUCED_FEE: _("Droits d’inscription nationaux, taux réduit"),
            LineKind.GAP_YEAR_FEE: _("Droits d’inscription nationaux, année de césure"),
            LineKind.OPTIONAL_RIGHT: _("Droit facultatif"),
            LineKind.GRANT_EXEMPTION: _("Exonération des boursiers"),
            LineKind.OFFICER_EXEMPTION: _("Exonération accordée"),
        }[self]


EXEMPTIONS = (LineKind.GRANT_EXEMPTION.value, LineKind.OFFICER_EXEMPTION.value)


class Rate(StrEnum):
    """Which of a level's fees is paid: « taux plein », « taux réduit » of a second diploma, « césure »."""

    FULL = "full"
    REDUCED = "reduced"
    GAP_YEAR = "gap_year"

    @property
    def line(self) -> LineKind:
        """The line it makes."""
        lines = {Rate.REDUCED: LineKind.REDUCED_FEE, Rate.GAP_YEAR: LineKind.GAP_YEAR_FEE}
        return lines.get(self, LineKind.NATIONAL_FEE)


class Dated(Protocol):
    """A price that holds from a day on."""

    @property
    def amount_cents(self) -> int:
        """The price."""
        ...

    @property
    def valid_from(self) -> date:
        """Its first day."""
        ...


class Tariff(Dated, Protocol):
    """What a level costs from a day on."""

    @property
    def level(self) -> str:
        """The national level: licence, master, doctorat."""
        ...

    @property
    def reduced_cents(self) -> int | None:
        """For a second diploma of the same year; None: in full."""
        ...

    @property
    def gap_year_cents(self) -> int | None:
        """For a whole year of césure; None: in full."""
        ...


class OptionalRight(Dated, Protocol):
    """What a student may take besides, such as the sports card."""

    @property
    def code(self) -> str:
        """What tells it apart."""
        ...


@dataclass(frozen=True)
class Waiver:
    """An officer's exemption: of so many cents of the national fee, or of all of it."""

    amount_cents: int | None = None


@dataclass(frozen=True)
class QuoteLine:
    """A charge, or an exemption; `detail` is the code of an optional right."""

    kind: LineKind
    amount_cents: int
    detail: str = ""


class Amount(Protocol):
    """A line, whatever else it holds."""

    @property
    def amount_cents(self) -> int:
        """How much; negative for an exemption."""
        ...


class NoTariffError(Exception):
    """No price is known for this level on that day: the institution's file lacks one."""


AnyDated = TypeVar("AnyDated", bound=Dated)


def quote(
    level: str,
    day: date,
    tariffs: Iterable[Tariff],
    *,
    grant_holder: bool,
    grant_holders_exempt: bool,
    rate: Rate = Rate.FULL,
    rights: Iterable[OptionalRight] = (),
    chosen: Collection[str] = (),
    waiver: Waiver | None = None,
) -> tuple[QuoteLine, ...]:
    """The lines of the invoice of an enrolment at `level` on `day`. Exemptions are of the national fee only.

    Raises NoTariffError.
    """
    tariff = _in_force((tariff for tariff in tariffs if tariff.level == level), day)
    if tariff is None:
        raise NoTariffError(level)
    fee = _fee(tariff, rate)
    lines = [QuoteLine(rate.line, fee)]
    for code, right in rights_on(day, rights).items():
        if code in chosen:
            lines.append(QuoteLine(LineKind.OPTIONAL_RIGHT, right.amount_cents, code))
    if grant_holder and grant_holders_exempt and fee:
        lines.append(QuoteLine(LineKind.GRANT_EXEMPTION, -fee))
    elif waiver and fee:
        lines.append(
            QuoteLine(
                LineKind.OFFICER_EXEMPTION, -min(fee, fee if waiver.amount_cents is None else waiver.amount_cents)
            )
        )
    return tuple(lines)


AnyRight = TypeVar("AnyRight", bound=OptionalRight)


def rights_on(day: date, rights: Iterable[AnyRight]) -> dict[str, AnyRight]:
    """The optional rights that may be taken on a day, each at that day's price."""
    listed = list(rights)
    found = {code: _in_force((right for right in listed if right.code == code), day) for code in _codes(listed)}
    return {code: right for code, right in found.items() if right}


def total(lines: Iterable[Amount]) -> int:
    """What is to be paid, in cents."""
    return sum(line.amount_cents for line in lines)


def _codes(rights: Iterable[OptionalRight]) -> list[str]:
    return list(dict.fromkeys(right.code for right in rights))


def _in_force(prices: Iterable[AnyDated], day: date) -> AnyDated | None:
    begun = [price for price in prices if price.valid_from <= day]
    return max(begun, key=lambda price: price.valid_from) if begun else None


def _fee(tariff: Tariff, rate: Rate) -> int:
    lowered = {Rate.REDUCED: tariff.reduced_cents, Rate.GAP_YEAR: tariff.gap_year_cents}.get(rate)
    return tariff.amount_cents if lowered is None else lowered
