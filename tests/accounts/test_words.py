"""How delays and addresses are told to people."""

from datetime import timedelta

import pytest
from django.utils import translation

from peristyle.accounts.words import masked, wait_in_words


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [
        (0, "1 seconde", "1 second"),
        (0.2, "1 seconde", "1 second"),
        (1.1, "2 secondes", "2 seconds"),
        (59, "59 secondes", "59 seconds"),
        (60, "1 minute", "1 minute"),
        (61, "2 minutes", "2 minutes"),
        (900, "15 minutes", "15 minutes"),
    ],
)
def test_a_wait_is_told_rounded_up(seconds: float, french: str, english: str) -> None:
    with translation.override("fr"):
        assert wait_in_words(timedelta(seconds=seconds)) == french
    with translation.override("en"):
        assert wait_in_words(timedelta(seconds=seconds)) == english


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("lea.martin@example.net", "l•••••@e•••••.net"),
        ("z@free.fr", "z•••••@f•••••.fr"),
        ("lea@mail.example.co.uk", "l•••••@m•••••.uk"),
    ],
)
def test_an_address_is_known_to_its_owner_and_useless_to_others(address: str, shown: str) -> None:
    assert masked(address) == shown
