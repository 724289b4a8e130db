"""A service whose room is not built yet says when it will open, as the institution words it."""

import pytest
from django.utils import translation

from peristyle.kernel import services
from peristyle.portal.announced import ANNOUNCED, _opening


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Ouverture prévue en 2027"), ("en", "Opening planned for 2027")]
)
def test_the_institution_s_words_are_told_in_the_reader_s_language(language: str, words: str) -> None:
    with translation.override(language):
        assert str(next(service for service in services.services() if service.code == "notes").opens) == words


@pytest.mark.parametrize(("language", "words"), [("fr", "Ouvre bientôt"), ("en", "Opening soon")])
def test_without_a_word_of_the_institution_it_opens_soon(language: str, words: str) -> None:
    with translation.override(language):
        assert _opening("carte-au-tresor") == words


def test_the_six_services_of_the_reference_page_are_there_in_its_order() -> None:
    announced = [service.code for service in ANNOUNCED]

    assert [service.code for service in services.services() if service.code in announced] == announced
