"""What people typed stays text in every spreadsheet (attack D4)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peristyle.kernel.spreadsheets import csv_lines, safe_cell


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "  =1", "\u00a0-1"])
def test_a_formula_becomes_text(typed: str) -> None:
    assert safe_cell(typed) == f"'{typed}"


@pytest.mark.parametrize(
    ("value", "cell"), [("Léa", "Léa"), ("a=b", "a=b"), ("", ""), (None, ""), (-3, "-3"), (1.5, "1.5")]
)
def test_anything_else_stays_as_it_is(value: object, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not safe_cell(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_french_excel_finds_its_separators_its_accents_and_its_codes() -> None:
    rows = [["Léa", "00120042", Decimal("-12.50")], ["=1+1", "ABC", 3]]

    lines = list(csv_lines(["nom", "numero", "montant"], rows, codes={1}))

    assert lines == ["\ufeffnom;numero;montant\r\n", 'Léa;"=""00120042""";-12,50\r\n', "'=1+1;ABC;3\r\n"]
