from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.fees import LineKind, NoTariffError, QuoteLine, quote, total


@dataclass(frozen=True)
class Price:
    level: str
    amount_cents: int
    valid_from: date


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
