"""Rules of a line or two: CVEC numbers, countries, what to tell who comes back from the bank."""

import pytest

from peristyle.enrolment.rules import countries, cvec_numbers
from peristyle.enrolment.rules.payment_progress import PaymentProgress, payment_progress


def test_the_specimen_of_a_cvec_number_looks_right() -> None:
    assert cvec_numbers.looks_right(cvec_numbers.canonical(" 18-roswfthr-35 "))


@pytest.mark.parametrize("typed", ["18-ROSWFTHR-3", "18_ROSWFTHR_35", "18-ROSWFTHR-355"])
def test_a_strange_cvec_number_is_noticed(typed: str) -> None:
    assert not cvec_numbers.looks_right(cvec_numbers.canonical(typed))


def test_every_country_has_one_number_of_its_own() -> None:
    numbers = countries.numbers()

    assert numbers["FR"] == "250"
    assert numbers["DE"] == "276"
    assert len(set(numbers.values())) == len(numbers)
    assert 240 < len(numbers) < 260


@pytest.mark.parametrize(("language", "second"), [("fr", "Afghanistan"), ("en", "Afghanistan")])
def test_the_home_country_comes_first_then_the_others_by_name(language: str, second: str) -> None:
    names = [name for _, name in countries.choices(language)]

    assert names[:2] == ["France", second]
    assert countries.name("MA", language) in {"Maroc", "Morocco"}


@pytest.mark.parametrize(
    ("paid", "refused", "progress"),
    [
        (False, None, PaymentProgress.NOT_STARTED),
        (False, False, PaymentProgress.WAITING),
        (False, True, PaymentProgress.REFUSED),
        (True, None, PaymentProgress.PAID),
        (True, True, PaymentProgress.PAID),
    ],
)
def test_what_the_bank_said_is_told(*, paid: bool, refused: bool | None, progress: PaymentProgress) -> None:
    assert payment_progress(paid=paid, refused=refused) == progress
