"""Prove who one is from outside: number and birth date, never the identifier alone."""

from datetime import date

from peristyle.accounts.actions import throttle
from peristyle.audit.public import record
from peristyle.people.public import Person, find_by_number


class IdentityRefused(Exception):
    """Number unknown or birth date wrong: one answer for both (attack A5)."""


def prove_identity(number: str, birth_date: date) -> Person:
    """The person with this student (or staff) number and birth date. Raises TooManyTries, IdentityRefused."""
    number = number.strip().upper()
    throttle.check_wait("identity", number)
    person = find_by_number(number, birth_date)
    if person is None:
        throttle.count_failure("identity", number)
        record("accounts.refuse_identity", typed_number=number[:25])
        raise IdentityRefused
    # Asked again, as at the sign-in: tries sent all at once are worth no more than the same in a row.
    throttle.check_wait("identity", number)
    record("accounts.prove_identity", subject=person)
    return person
