"""Mobile numbers, as typed, kept and shown."""

import pytest

from peristyle.people.public import NotAMobileNumber, masked_number, mobile_number, shown_number


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("0612345678", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("+33 7 56 78 90 12", "+33756789012"),
        ("0033 6 12 34 56 78", "+33612345678"),
        ("+32 470 12 34 56", "+32470123456"),
        ("+1 415 555 2671", "+14155552671"),
    ],
)
def test_a_mobile_number_is_kept_in_one_way(typed: str, kept: str) -> None:
    assert mobile_number(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "bonjour",
        "04 67 12 34 56",
        "06 12 34",
        "06 12 34 56 78 90",
        "3639",
        "+33 8 99 12 34 56",
        "06\u0000",
        "+" * 30,
    ],
)
def test_what_takes_no_text_message_is_refused(typed: str) -> None:
    with pytest.raises(NotAMobileNumber):
        mobile_number(typed)


def test_a_number_is_shown_as_people_read_it() -> None:
    assert shown_number("+33612345678") == "+33 6 12 34 56 78"


def test_a_number_written_down_otherwise_long_ago_is_shown_as_it_is() -> None:
    assert shown_number("bureau 12") == "bureau 12"


def test_a_masked_number_tells_its_owner_alone() -> None:
    assert masked_number("+33612345678") == "•• •• •• •• 78"
