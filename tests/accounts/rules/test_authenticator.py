"""Codes of authenticator apps (RFC 6238)."""

from base64 import b32encode
from datetime import UTC, datetime

import pytest

from peristyle.accounts.rules.authenticator import address_for_app, code_of, new_secret, step_at, step_of_code

#: The secret of RFC 6238, appendix B, whose table gives eight digits: apps show the last six.
SECRET = b32encode(b"12345678901234567890").decode()
NOW = datetime(2026, 11, 23, 18, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert code_of(SECRET, step_at(datetime.fromtimestamp(seconds, UTC))) == code


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_a_code_is_taken_thirty_seconds_early_or_late(offset: int) -> None:
    step = step_at(NOW) + offset

    assert step_of_code(SECRET, code_of(SECRET, step), NOW, after=0) == step


@pytest.mark.parametrize("offset", [-3, -2, 2, 3, 120])
def test_and_no_longer(offset: int) -> None:
    assert step_of_code(SECRET, code_of(SECRET, step_at(NOW) + offset), NOW, after=0) is None


def test_a_code_that_has_served_and_those_before_it_are_refused() -> None:
    present = step_at(NOW)

    assert step_of_code(SECRET, code_of(SECRET, present), NOW, after=present) is None
    assert step_of_code(SECRET, code_of(SECRET, present - 1), NOW, after=present) is None
    assert step_of_code(SECRET, code_of(SECRET, present + 1), NOW, after=present) == present + 1


def test_spaces_do_not_count() -> None:
    code = code_of(SECRET, step_at(NOW))

    assert step_of_code(SECRET, f" {code[:3]} {code[3:]} ", NOW, after=0)


@pytest.mark.parametrize("typed", ["", " ", "abcdef", "12345", "٣٤٥٦٧٨", "\0", "0" * 1000])
def test_anything_else_is_no_code(typed: str) -> None:
    assert step_of_code(SECRET, typed, NOW, after=0) is None


def test_a_secret_has_160_bits_and_stands_in_the_address_for_the_app() -> None:
    secret = new_secret()

    assert len(secret) == 32
    address = address_for_app(secret, login="lea@etu.test", house="UM")
    assert address == f"otpauth://totp/UM:lea%40etu.test?secret={secret}&issuer=UM"
