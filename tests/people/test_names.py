"""Names compared, and records that resemble."""

from datetime import date

import pytest

from peristyle.people.rules.names import close_letters, letters, same_name
from peristyle.people.rules.resemblance import LARGEST_GROUP, Likeness, Resemblance, resembling

BORN = date(2004, 2, 29)


def record(number: int, family: str, given: str, *, born: date = BORN, mail: str = "") -> Likeness:
    """What is compared of a record."""
    return Likeness(number, born, frozenset({letters(family)}), letters(given), mail)


@pytest.mark.parametrize(
    ("one", "other"), [("LE GOFF", "Le Goff"), ("Müller", "MULLER"), ("Saint-Exupéry", "saint exupery")]
)
def test_case_accents_and_hyphens_do_not_make_another_name(one: str, other: str) -> None:
    assert same_name(one, other)


def test_another_name_is_another_name() -> None:
    assert not same_name("Martin", "Martinez")


@pytest.mark.parametrize(("one", "other"), [("benali", "benalli"), ("marie", "marieclaire"), ("mohamed", "mohammed")])
def test_a_typing_mistake_or_a_missing_second_name_leaves_names_close(one: str, other: str) -> None:
    assert close_letters(one, other)


@pytest.mark.parametrize(("one", "other"), [("martin", "durand"), ("", "lea"), ("lea", "zoe")])
def test_other_names_are_not_close(one: str, other: str) -> None:
    assert not close_letters(one, other)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (record(2, "AUBÉPINE", "lea"), Resemblance.SAME_NAME),
        (record(2, "Léa", "Aubépine"), Resemblance.SAME_NAME),
        (record(2, "Aubepinne", "Léa"), Resemblance.CLOSE_NAME),
        (record(2, "Aubépine", "Léa-Rose"), Resemblance.CLOSE_NAME),
        (record(2, "Durand", "Léa", born=date(2004, 3, 1), mail="lea@example.net"), Resemblance.SAME_MAIL),
    ],
)
def test_two_records_of_one_person_resemble(other: Likeness, reason: Resemblance) -> None:
    one = record(1, "Aubépine", "Léa", mail="lea@example.net")

    assert list(resembling([other, one])) == [(1, 2, reason)]


@pytest.mark.parametrize(
    "other",
    [
        record(2, "Aubépine", "Zoé", mail="lea@example.net"),
        record(2, "Aubépine", "Léa", born=date(2004, 3, 1)),
        record(2, "Durand", "Léa"),
    ],
)
def test_a_sister_a_homonym_and_somebody_born_on_the_same_day_do_not(other: Likeness) -> None:
    assert list(resembling([record(1, "Aubépine", "Léa", mail="lea@example.net"), other])) == []


def test_a_birth_date_that_too_many_share_tells_nothing() -> None:
    records = [record(number, "Aubépine", "Léa") for number in range(LARGEST_GROUP + 1)]

    assert list(resembling(records)) == []
