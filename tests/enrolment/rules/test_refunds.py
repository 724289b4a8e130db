from datetime import date

import pytest

from peristyle.enrolment.rules.ibans import canonical_iban, is_iban, shown_iban
from peristyle.enrolment.rules.refunds import Ruling, propose_refund


@pytest.mark.parametrize(
    ("day", "has_grant", "ruling", "credit"),
    [
        ("2026-08-31", False, Ruling.LESS_KEPT, 15500),
        ("2026-09-01", False, Ruling.BY_DECISION, 0),
        ("2026-08-31", True, Ruling.FULL, 17800),
        ("2027-06-30", True, Ruling.FULL, 17800),
        ("2027-07-01", True, Ruling.BY_DECISION, 0),
    ],
)
def test_what_the_rules_propose(day: str, *, has_grant: bool, ruling: Ruling, credit: int) -> None:
    proposal = propose_refund(
        17800,
        date.fromisoformat(day),
        full_until=date(2026, 8, 31),
        grant_holders_until=date(2027, 6, 30),
        kept_cents=2300,
        has_grant=has_grant,
        last_instalment_on=None,
    )

    assert (proposal.ruling, proposal.credit_cents) == (ruling, credit)
    assert proposal.ruling.label


@pytest.mark.parametrize(("day", "ruling"), [("2026-08-20", Ruling.AFTER_LAST_INSTALMENT), ("2026-08-21", Ruling.FULL)])
def test_a_payment_in_three_times_is_given_back_after_the_last(day: str, ruling: Ruling) -> None:
    proposal = propose_refund(
        17800,
        date.fromisoformat(day),
        full_until=date(2026, 8, 31),
        grant_holders_until=date(2027, 6, 30),
        kept_cents=2300,
        has_grant=True,
        last_instalment_on=date(2026, 8, 20),
    )

    assert proposal.ruling == ruling


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", True),
        ("fr7630006000011234567890189", True),
        ("BE68 5390 0754 7034", True),
        ("FR76 3000 6000 0112 3456 7890 188", False),
        ("FR76 3000 6000 0112 3456 7890", False),
        ("3000600001123456789018", False),
        ("", False),
        ("FR٧٦30006000011234567890189", False),
    ],
)
def test_an_iban_is_checked_by_its_key_and_its_length(typed: str, *, right: bool) -> None:
    assert is_iban(canonical_iban(typed)) == right


def test_an_iban_is_shown_as_on_paper() -> None:
    assert shown_iban("BE68539007547034") == "BE68 5390 0754 7034"
