from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.enrolment.rules.escn import card_number
from peristyle.enrolment.rules.ledger import PaymentState
from peristyle.enrolment.rules.papers import Condition, EnrolmentFacts, unmet

ALL = tuple(Condition)
WELL = EnrolmentFacts(stands=True, payment=PaymentState.PAID, documents_accepted=True)


def test_nothing_is_missing_where_all_is_well() -> None:
    assert unmet(ALL, WELL) == ()


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        (EnrolmentFacts(False, PaymentState.PAID, True), [Condition.STANDING]),
        (EnrolmentFacts(True, PaymentState.EXEMPT, True), []),
        (EnrolmentFacts(True, PaymentState.PART_PAID, True), [Condition.PAID]),
        (EnrolmentFacts(True, PaymentState.OVERDUE, True), [Condition.PAID, Condition.NOTHING_OVERDUE]),
        (EnrolmentFacts(True, PaymentState.PAID, False), [Condition.DOCUMENTS_ACCEPTED]),
    ],
)
def test_what_is_missing_is_named(facts: EnrolmentFacts, missing: list[Condition]) -> None:
    assert list(unmet(ALL, facts)) == missing


@given(
    st.timedeltas(timedelta(0), timedelta(days=36_500)),
    st.integers(0, (1 << 14) - 1),
)
def test_a_card_number_is_a_uuid_of_version_1_that_tells_its_instant_and_house(since: timedelta, sequence: int) -> None:
    at = datetime(2000, 1, 1, tzinfo=UTC) + since

    number = card_number(at, sequence, server_prefix="001", pic="999859608")

    assert number.version == 1
    assert str(number).endswith("-001999859608")
    assert number.clock_seq == sequence
    assert datetime(1582, 10, 15, tzinfo=UTC) + timedelta(microseconds=number.time // 10) == at
