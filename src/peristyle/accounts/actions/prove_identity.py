"""Prove who one is from outside: number and birth date, never the identifier alone."""

from datetime import date

from peristyle.accounts.actions import throttle
from peristyle.accounts.actions.warn_holder import warn_holder
from peristyle.accounts.newcomers import Standing, standing_of_newcomer
from peristyle.audit.public import record
from peristyle.kernel.encryption import fingerprint
from peristyle.people.public import Person, check_national_id, find_by_number, find_by_number_alone

#: After so many failures from everywhere within an hour, the holder hears of it (attack A4).
HOLDER_WARNED_FROM = 5


class IdentityRefused(Exception):
    """Number unknown or birth date wrong: one answer for both (attack A5)."""


class StillANewcomer(Exception):
    """The number is that of an application: admitted, but known to us by nothing else; `standing` says how far."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(standing)
        self.standing = standing


def prove_identity(number: str, birth_date: date) -> Person:
    """The person with this student (or staff) number and birth date.

    Raises TooManyTries, IdentityRefused, StillANewcomer.
    """
    number = number.strip().upper()
    throttle.check_wait("identity", number)
    person = find_by_number(number, birth_date)
    standing = standing_of_newcomer(number, birth_date) if person is None else None
    if person is None and standing is None:
        if _failed_often("identity", number):
            # For numbers that are nobody's the same is done, so that the time tells nothing.
            holder = find_by_number_alone(number)
            warn_holder.enqueue(holder.pk if holder else 0)
        record("accounts.refuse_identity", typed=fingerprint(number))
        raise IdentityRefused
    # Asked again, as at the sign-in: tries sent all at once are worth no more than the same in a row.
    throttle.check_wait("identity", number)
    if person is None:
        record("accounts.prove_identity", newcomer=standing)
        raise StillANewcomer(Standing(standing or ""))
    record("accounts.prove_identity", subject=person)
    return person


def prove_national_id(person: Person, typed: str) -> None:
    """Prove one's identity strongly: the INE as well as number and birth date. Raises TooManyTries, IdentityRefused."""
    throttle.check_wait("national id", str(person.pk))
    if not person.national_id or check_national_id(typed).value != person.national_id:
        if _failed_often("national id", str(person.pk)):
            warn_holder.enqueue(person.pk)
        record("accounts.refuse_national_id", subject=person)
        raise IdentityRefused
    throttle.check_wait("national id", str(person.pk))
    record("accounts.prove_national_id", subject=person)


def _failed_often(kind: str, subject: str) -> bool:
    throttle.count_failure(kind, subject)
    return throttle.failures_from_everywhere(kind, subject) >= HOLDER_WARNED_FROM
