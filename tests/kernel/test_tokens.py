"""Secrets given to people."""

import string

from peristyle.kernel.tokens import digest, new_code, new_token


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
