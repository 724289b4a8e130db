import pytest

from peristyle.enrolment.rules.application_numbers import Origin, canonical, is_well_formed, origin_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("P260123456", "P260123456"),
        (" p26 0123 456 ", "P260123456"),
        ("ec-1a2b3c4d", "EC1A2B3C4D"),
        ("123456", "P260123456"),
        ("7", "P260000007"),
    ],
)
def test_a_number_is_kept_in_full_without_spaces(typed: str, kept: str) -> None:
    assert canonical(typed, 2026) == kept


@pytest.mark.parametrize("typed", ["12345678", "P26", "", "P2601234567", "É260123456", "١٢٣"])
def test_anything_else_is_no_application_number(typed: str) -> None:
    assert not is_well_formed(canonical(typed, 2026))


@pytest.mark.parametrize(
    ("number", "origin"),
    [
        ("P260123456", Origin.PARCOURSUP),
        ("EC1A2B3C4D", Origin.ECANDIDAT),
        ("MM12345678", None),
        ("P26012345A", None),
    ],
)
def test_some_numbers_tell_where_they_come_from(number: str, origin: Origin | None) -> None:
    assert origin_of(number) == origin
