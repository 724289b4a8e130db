"""Codes of authenticator apps: six digits, a new one every thirty seconds (RFC 6238)."""

from datetime import datetime
from hmac import compare_digest

import pyotp

STEP = 30
#: RFC 6238 § 5.2: « at most one time step is allowed as the network delay »; as much for a clock that is fast.
WINDOW = (-1, 0, 1)


def new_secret() -> str:
    """A secret of 160 bits, in the letters that apps let people type."""
    return pyotp.random_base32()


def step_at(instant: datetime) -> int:
    """The number of the thirty seconds in which `instant` lies."""
    return int(instant.timestamp()) // STEP


def code_of(secret: str, step: int) -> str:
    """The code that the app shows during `step`."""
    return pyotp.TOTP(secret).generate_otp(step)


def step_of_code(secret: str, typed: str, instant: datetime, *, after: int) -> int | None:
    """The step whose code was typed, if it is the present one or its neighbour, and later than `after`.

    RFC 6238 § 5.2: « The verifier MUST NOT accept the second attempt of the OTP after the successful validation has
    been issued for the first OTP ».
    """
    digits = "".join(character for character in typed if character in "0123456789")
    steps = (step_at(instant) + offset for offset in WINDOW)
    return next((step for step in steps if step > after and compare_digest(code_of(secret, step), digits)), None)


def address_for_app(secret: str, *, login: str, house: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=house)
