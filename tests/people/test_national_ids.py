"""The INE: three families, and a key that warns but never refuses (facts/scolarite.md §1.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.people.public import check_national_id
from peristyle.people.rules.national_ids import Family

BEA_KEYS = "ABCDEFGHJKLMNPRSTUVWXYZ"


@pytest.mark.parametrize("value", ["0600000001P", "2405001234B", "0123456789M", "1234567890V", "0600010040B"])
def test_a_rectorate_s_number_is_recognised_and_its_key_is_right(value: str) -> None:
    check = check_national_id(value)

    assert check.is_well_formed
    assert (check.family, check.key_is_right) == (Family.BEA, True)


def test_a_wrong_key_warns_and_does_not_refuse() -> None:
    check = check_national_id("9654321785T")

    assert check.is_well_formed
    assert (check.family, check.key_is_right) == (Family.BEA, False)


@pytest.mark.parametrize("value", ["0AB12CD34E0", "1DEF4H67899", "2504ABC1235"])
def test_a_university_s_number_is_recognised_and_its_key_is_right(value: str) -> None:
    check = check_national_id(value)

    assert (check.family, check.key_is_right) == (Family.NNE, True)


def test_a_university_s_number_with_another_key_warns() -> None:
    assert check_national_id("0AB12CD34E1").key_is_right is False


def test_the_key_of_a_number_of_the_national_register_is_not_public() -> None:
    check = check_national_id("123456789AB")

    assert check.is_well_formed
    assert (check.family, check.key_is_right) == (Family.INES, None)


@pytest.mark.parametrize("typed", [" 0600000001p ", "06 0000 0001 P", "0600-000001.P", "0600000001\u202fP"])
def test_spaces_dots_and_case_do_not_matter(typed: str) -> None:
    assert check_national_id(typed).value == "0600000001P"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0600000001",
        "0600000001PP",
        "1111111111A",
        "000000000AB",
        "ABCDEFGHIJ1",
        "00000000001",
        "0600000001É",
        "ABCDEFGHIJK",
        "12345678901",
        "٠٦٠٠٠٠٠٠٠١P",
        "<script>",
    ],
)
def test_what_has_not_the_shape_of_an_ine_is_none(typed: str) -> None:
    assert not check_national_id(typed).is_well_formed


@given(st.integers(min_value=0, max_value=10**10 - 1))
def test_one_letter_and_one_only_is_the_key_of_a_rectorate_s_number(body: int) -> None:
    right = [key for key in BEA_KEYS if check_national_id(f"{body:010}{key}").key_is_right]

    assert len(right) == (0 if len(set(f"{body:010}")) == 1 else 1)


@given(st.text(max_size=20))
def test_whatever_is_typed_there_is_an_answer(typed: str) -> None:
    check = check_national_id(typed)

    assert check.is_well_formed == (check.family is not None)
    assert not check.is_well_formed or (check.value.isascii() and len(check.value) == 11)
