"""What is kept so that it can be read again, by this house only."""

import pytest
from pytest_django import Settings

from peristyle.kernel.encryption import Undecipherable, decrypted, encrypted, fingerprints


def test_what_is_kept_does_not_show_what_it_says() -> None:
    kept = encrypted("JBSWY3DPEHPK3PXP")

    assert "JBSWY3DPEHPK3PXP" not in kept
    assert decrypted(kept) == "JBSWY3DPEHPK3PXP"
    assert encrypted("JBSWY3DPEHPK3PXP") != kept


def test_a_replaced_key_still_reads_while_it_stands_among_the_former_ones(settings: Settings) -> None:
    kept, before = encrypted("un secret"), settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key", [before]
    assert decrypted(kept) == "un secret"

    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Undecipherable):
        decrypted(kept)


@pytest.mark.parametrize("altered", ["", "x", "gAAAAA", "é"])
def test_what_was_altered_is_not_read(altered: str) -> None:
    with pytest.raises(Undecipherable):
        decrypted(altered)


def test_what_is_kept_for_who_brings_a_number_is_read_with_that_number_only() -> None:
    kept = encrypted("lea.martin", for_who_brings="22612345")

    assert decrypted(kept, for_who_brings="22612345") == "lea.martin"
    with pytest.raises(Undecipherable):
        decrypted(kept, for_who_brings="22612346")


def test_a_fingerprint_is_known_again_after_the_key_was_replaced(settings: Settings) -> None:
    (before,) = fingerprints("22612345")

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another-key", [settings.SECRET_KEY]

    assert before in fingerprints("22612345")
    assert fingerprints("22612345")[0] != before
