"""Secrets given to people."""

import string

from peristyle.kernel.tokens import (
    WRITTEN_ALPHABET,
    WRITTEN_LENGTH,
    as_written,
    digest,
    new_code,
    new_token,
    new_written_code,
)


def test_a_token_holds_256_bits_and_is_safe_in_an_address() -> None:
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}
    assert set("".join(tokens)) <= set(string.ascii_letters + string.digits + "-_")


def test_a_code_is_eight_digits_zeros_included() -> None:
    codes = [new_code() for _ in range(1000)]

    assert all(len(code) == 8 and code.isascii() and code.isdigit() for code in codes)
    assert any(code.startswith("0") for code in codes)


def test_what_is_kept_tells_nothing_of_the_secret() -> None:
    assert digest("12345678") == "ef797c8118f02dfb649607dd5d3f8c7623048c9c063d532cc95c5ed7a898a64f"


def test_a_code_kept_on_paper_is_read_however_it_was_copied() -> None:
    assert as_written("7d2k-9fmx-04wq") == "7d2k9fmx04wq"
    assert as_written(" 7D2K 9FMX O4WQ ") == as_written("7d2k–9fmx–04wq")
    assert as_written("iL1o") == "1110"


def test_codes_kept_on_paper_have_sixty_bits() -> None:
    codes = {new_written_code() for _ in range(500)}

    assert len(codes) == 500
    assert len(WRITTEN_ALPHABET) ** WRITTEN_LENGTH == 2**60
    assert all(set(as_written(code)) <= set(WRITTEN_ALPHABET) for code in codes)
    assert {len(as_written(code)) for code in codes} == {WRITTEN_LENGTH}
