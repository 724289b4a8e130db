from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.fees import LineKind, NoTariffError, QuoteLine, Rate, Waiver, quote, total


@dataclass(frozen=True)
class Price:
    level: str
    amount_cents: int
    valid_from: date
    reduced_cents: int | None = None
    gap_year_cents: int | None = None


@dataclass(frozen=True)
class Right:
    code: str
    amount_cents: int
    valid_from: date


SPORT = [Right("sport", 2500, date(2024, 7, 1)), Right("sport", 3000, date(2026, 7, 1))]
PRICES = [
    Price("licence", 17500, date(2024, 7, 1)),
    Price("licence", 17800, date(2025, 7, 1)),
    Price("master", 25400, date(2025, 7, 1)),
]


@pytest.mark.parametrize(
    ("level", "day", "cents"),
    [
        ("licence", date(2025, 6, 30), 17500),
        ("licence", date(2025, 7, 1), 17800),
        ("licence", date(2026, 7, 10), 17800),
        ("master", date(2026, 7, 10), 25400),
    ],
)
def test_the_fee_is_that_of_the_level_on_the_day(level: str, day: date, cents: int) -> None:
    assert quote(level, day, PRICES, grant_holder=False, grant_holders_exempt=True) == (
        QuoteLine(LineKind.NATIONAL_FEE, cents),
    )


def test_a_grant_holder_pays_nothing_and_the_invoice_says_why() -> None:
    lines = quote("licence", date(2026, 7, 10), PRICES, grant_holder=True, grant_holders_exempt=True)

    assert [line.amount_cents for line in lines] == [17800, -17800]
    assert total(lines) == 0


def test_an_institution_may_not_exempt_grant_holders() -> None:
    lines = quote("licence", date(2026, 7, 10), PRICES, grant_holder=True, grant_holders_exempt=False)

    assert total(lines) == 17800


@pytest.mark.parametrize(("level", "day"), [("doctorat", date(2026, 7, 10)), ("master", date(2025, 6, 30))])
def test_without_a_price_nobody_pays_a_guess(level: str, day: date) -> None:
    with pytest.raises(NoTariffError):
        quote(level, day, PRICES, grant_holder=False, grant_holders_exempt=True)


@given(cents=st.integers(0, 10**6), grant_holder=st.booleans(), exempt=st.booleans())
def test_what_is_to_be_paid_is_never_negative(cents: int, *, grant_holder: bool, exempt: bool) -> None:
    prices = [Price("licence", cents, date(2020, 1, 1))]

    lines = quote("licence", date(2026, 7, 10), prices, grant_holder=grant_holder, grant_holders_exempt=exempt)

    assert total(lines) in {0, cents}


@pytest.mark.parametrize(
    ("rate", "line"),
    [
        (Rate.FULL, QuoteLine(LineKind.NATIONAL_FEE, 17800)),
        (Rate.REDUCED, QuoteLine(LineKind.REDUCED_FEE, 11800)),
        (Rate.GAP_YEAR, QuoteLine(LineKind.GAP_YEAR_FEE, 9900)),
    ],
)
def test_a_second_etape_and_a_gap_year_cost_less(rate: Rate, line: QuoteLine) -> None:
    prices = [Price("licence", 17800, date(2025, 7, 1), reduced_cents=11800, gap_year_cents=9900)]

    lines = quote("licence", date(2026, 7, 10), prices, rate=rate, grant_holder=False, grant_holders_exempt=True)

    assert lines == (line,)


def test_a_rate_that_the_file_leaves_out_is_the_full_one() -> None:
    lines = quote(
        "licence", date(2026, 7, 10), PRICES, rate=Rate.REDUCED, grant_holder=False, grant_holders_exempt=True
    )

    assert total(lines) == 17800


@pytest.mark.parametrize(("day", "cents"), [(date(2026, 6, 30), 2500), (date(2026, 7, 10), 3000)])
def test_a_chosen_right_has_the_price_of_its_day(day: date, cents: int) -> None:
    lines = quote(
        "licence", day, PRICES, rights=SPORT, chosen=["sport", "chess"], grant_holder=False, grant_holders_exempt=True
    )

    assert QuoteLine(LineKind.OPTIONAL_RIGHT, cents, "sport") in lines
    assert total(lines) == 17800 + cents


def test_an_exemption_is_never_of_an_optional_right() -> None:
    lines = quote(
        "licence",
        date(2026, 7, 10),
        PRICES,
        rights=SPORT,
        chosen=["sport"],
        grant_holder=True,
        grant_holders_exempt=True,
    )

    assert total(lines) == 3000


@pytest.mark.parametrize(("waiver", "due"), [(Waiver(), 0), (Waiver(10000), 7800), (Waiver(99999), 0)])
def test_an_officer_exempts_of_all_or_of_a_part(waiver: Waiver, due: int) -> None:
    lines = quote("licence", date(2026, 7, 10), PRICES, waiver=waiver, grant_holder=False, grant_holders_exempt=True)

    assert total(lines) == due
