"""A day typed in one text field, as people write it."""

from datetime import date

import pytest
from django import forms
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from peristyle.ui.fields import DayField, parse_day


class Question(forms.Form):
    """A question that must be answered."""

    birth_date = DayField(label="Date de naissance")


class MaybeQuestion(forms.Form):
    """A question that may be left open."""

    birth_date = DayField(label="Date de naissance", required=False)


@pytest.mark.parametrize(
    "typed",
    [
        "31/12/2004",
        "31122004",
        "31-12-2004",
        "31.12.2004",
        "31 12 2004",
        "31 / 12 / 2004",
        "2004-12-31",
        " 31/12/2004 ",
    ],
)
def test_a_day_is_understood_however_it_is_written(typed: str) -> None:
    form = Question({"birth_date": typed})

    assert form.is_valid()
    assert form.cleaned_data["birth_date"] == date(2004, 12, 31)


@pytest.mark.parametrize("typed", ["1/2/2004", "01/2/2004", "1-02-2004", "2004-2-1"])
def test_zeros_may_be_left_out(typed: str) -> None:
    assert parse_day(typed) == date(2004, 2, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "31/02/2004",
        "29/02/2005",
        "00/01/2004",
        "12/31/2004",
        "31/12/04",
        "2004",
        "hier",
        "31////12/2004",
        "1122004",
        "<b>",
        "0/0/0",
    ],
)
def test_what_is_no_day_is_said_so_with_an_example(typed: str) -> None:
    with translation.override("fr"):
        form = Question({"birth_date": typed})

        assert form.errors["birth_date"] == [
            "Cette date n’est pas complète ou n’existe pas. Écrivez-la comme ceci\u202f: 31/12/2004."
        ]


@pytest.mark.parametrize("typed", ["3" * 1000, "\u0663\u0661/12/2004\x00"])
def test_what_is_no_writing_at_all_is_refused_too(typed: str) -> None:
    assert not Question({"birth_date": typed}).is_valid()


def test_a_day_that_must_be_told_is_asked_for_and_another_is_not() -> None:
    assert Question({"birth_date": ""}).errors

    assert not Question({"birth_date": ""}).is_valid()
    optional = MaybeQuestion({"birth_date": ""})
    assert optional.is_valid()
    assert optional.cleaned_data["birth_date"] is None


def test_a_day_kept_earlier_is_shown_as_people_write_it() -> None:
    html = str(Question(initial={"birth_date": date(2004, 12, 1)})["birth_date"])

    assert 'value="01/12/2004"' in html
    assert 'inputmode="numeric"' in html
    assert 'autocomplete="bday"' in html


def test_what_was_typed_comes_back_as_it_was() -> None:
    assert 'value="31/02/2004"' in str(Question({"birth_date": "31/02/2004"})["birth_date"])


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_as_it_was_written(day: date) -> None:
    for written in (f"{day:%d/%m/%Y}", f"{day:%d%m%Y}", day.isoformat(), f"{day.day}/{day.month}/{day.year}"):
        assert parse_day(written) == day


@given(st.text(max_size=12))
def test_whatever_is_typed_there_is_a_day_or_a_refusal(typed: str) -> None:
    form = Question({"birth_date": typed})

    assert form.is_valid() == isinstance(form.cleaned_data.get("birth_date"), date)
