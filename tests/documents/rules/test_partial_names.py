"""A holder is named just enough."""

import pytest

from peristyle.documents.rules.partial_names import partial_name


@pytest.mark.parametrize(
    ("given_name", "name", "shown"),
    [
        ("Léa", "Martin", "L. M…N"),
        ("Zoé", "Li", "Z. L…"),
        ("Anne-Sophie", "de la Tour-Ébène", "A. D…E"),
        ("élodie", "Évêque", "É. É…E"),
    ],
)
def test_initials_and_the_last_letter_of_a_name_that_has_four(given_name: str, name: str, shown: str) -> None:
    assert partial_name(given_name, name) == shown
