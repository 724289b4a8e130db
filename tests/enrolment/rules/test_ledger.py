from datetime import date, timedelta

import pytest

from peristyle.enrolment.rules.instalments import PlannedPart
from peristyle.enrolment.rules.ledger import Balance, PaymentState, part_due_cents, payment_state, settled_parts

PARTS = [
    PlannedPart(5934, date(2026, 7, 10)),
    PlannedPart(5933, date(2026, 8, 10)),
    PlannedPart(5933, date(2026, 9, 10)),
]
PATIENCE = timedelta(days=15)


def state(paid: int, day: str, *, parts: list[PlannedPart] = PARTS, **facts: bool) -> PaymentState:
    """The state of an invoice of 178 €."""
    answers = {"settled": True, "awaited": False} | facts
    return payment_state(Balance(17800, 0, paid), parts, today=date.fromisoformat(day), patience=PATIENCE, **answers)


def test_what_was_paid_beyond_the_claim_is_owed_back() -> None:
    books = Balance(charged_cents=17800, credited_cents=15500, paid_cents=17800)

    assert (books.claimed_cents, books.due_cents, books.owed_back_cents) == (2300, 0, 15500)


@pytest.mark.parametrize(("paid", "covered"), [(0, 0), (5933, 0), (5934, 1), (11866, 1), (11867, 2), (17800, 3)])
def test_payments_fill_the_parts_in_their_order(paid: int, covered: int) -> None:
    assert settled_parts(PARTS, Balance(17800, 0, paid)) == covered


def test_nothing_beyond_the_claim_is_asked_for() -> None:
    books = Balance(17800, 10000, 5934)

    assert settled_parts(PARTS, books) == 1
    assert [part_due_cents(PARTS, position, books) for position in (1, 2, 3)] == [0, 1866, 1866]


@pytest.mark.parametrize(
    ("paid", "day", "expected"),
    [
        (5934, "2026-07-20", PaymentState.PART_PAID),
        (5934, "2026-08-25", PaymentState.PART_PAID),
        (5934, "2026-08-26", PaymentState.OVERDUE),
        (11867, "2026-08-26", PaymentState.PART_PAID),
        (17800, "2027-01-01", PaymentState.PAID),
    ],
)
def test_an_instalment_late_by_more_than_patience_is_overdue(paid: int, day: str, expected: PaymentState) -> None:
    assert state(paid, day) == expected


def test_before_the_enrolment_money_is_awaited_or_comes_in_parts() -> None:
    assert state(0, "2026-07-20", parts=[], settled=False) == PaymentState.UNPAID
    assert state(0, "2026-07-20", parts=[], settled=False, awaited=True) == PaymentState.PENDING
    assert state(5000, "2026-07-20", parts=[], settled=False) == PaymentState.PART_PAID


def test_a_cheque_that_is_not_paid_blocks_whoever_is_enrolled() -> None:
    assert state(0, "2026-07-20", parts=[]) == PaymentState.OVERDUE


def test_nothing_to_pay_is_not_paid_but_exempt() -> None:
    books = Balance(0, 0, 0)

    for settled, expected in ((True, PaymentState.EXEMPT), (False, PaymentState.UNPAID)):
        found = payment_state(books, [], settled=settled, awaited=False, today=date(2026, 7, 20), patience=PATIENCE)
        assert found == expected


def test_every_state_has_its_words_and_its_badge() -> None:
    assert all(each.label and each.sign for each in PaymentState)
