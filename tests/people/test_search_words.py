"""The words by which a person is found, whatever the accents, the script and the apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.people.rules.search_words import LONGEST, typed_words, words_of_identifier, words_of_name

NAMES = st.text(st.characters(exclude_categories=["N"]))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Éloïse", {"eloise"}),
        ("Jean-Baptiste", {"jean", "baptiste"}),
        ("d’Aubigné", {"d", "aubigne", "daubigne"}),
        ("LE GOFF", {"le", "goff"}),
        ("Müller", {"muller"}),
        ("Łukasz", {"lukasz"}),
        ("欧阳", {"ouyang"}),
        ("", set()),
    ],
)
def test_a_name_is_found_by_its_words(name: str, words: set[str]) -> None:
    assert words_of_name(name) == words


def test_an_address_is_found_whole_and_by_the_words_before_its_sign() -> None:
    assert words_of_identifier("Lea.Martin2@etu.umontpellier.fr") == {
        "lea.martin2@etu.umontpellier.fr",
        "lea",
        "martin2",
    }


def test_a_number_is_one_word() -> None:
    assert words_of_identifier("22612345") == {"22612345"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Martin LÉA", ["martin", "lea"]),
        ("  lea   lea ", ["lea"]),
        ("2 261 2345", ["22612345"]),
        ("lea.martin", ["lea", "martin"]),
        ("lea.martin@etu", ["lea.martin@etu"]),
        ("d’Aubigné", ["aubigne"]),
        ("é", ["e"]),
        ("", []),
        ("' -- ;", []),
    ],
)
def test_what_is_typed_becomes_the_beginnings_of_words(typed: str, words: list[str]) -> None:
    assert typed_words(typed) == words


@given(NAMES, NAMES)
def test_every_name_is_found_by_its_own_words_in_any_order(name: str, given_name: str) -> None:
    known = words_of_name(name) | words_of_name(given_name)

    for word in typed_words(f"{given_name} {name}"):
        if "@" not in word:
            assert any(one.startswith(word) for one in known)


@given(st.text())
def test_a_word_is_ascii_and_fits_its_column(text: str) -> None:
    for word in words_of_name(text) | words_of_identifier(text) | set(typed_words(text)):
        assert word.isascii()
        assert 0 < len(word) <= LONGEST
