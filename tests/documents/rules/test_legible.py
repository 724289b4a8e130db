"""What the fonts cannot draw is written in Latin letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.documents.rules.legible import frozen, legible

NAMES = ["Léa Œuvrard", "Nguyễn Thị Ánh", "Łukasz Żółć", "Şükrü Ğ", "Ελένη", "Жанна", "O’Neill — 5 €"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_stays(name: str) -> None:
    assert legible(name) == name


def test_other_scripts_are_transliterated_and_controls_dropped() -> None:
    assert legible("李\x00\u202e明").isascii()
    assert legible("e\u0301") == "é"


@given(st.text())
def test_what_is_legible_stays_so(text: str) -> None:
    assert legible(legible(text)) == legible(text)


def test_nested_data_are_frozen_whole() -> None:
    assert frozen({"a": ("x\x00", 1, None), "b": {"c": [True]}}) == {"a": ["x", 1, None], "b": {"c": [True]}}
