"""Consult one's enrolments with student number and birth date alone."""

from datetime import date

from peristyle.accounts.public import check_wait, count_failure, count_failure_at_page, page_is_hammered
from peristyle.audit.public import record
from peristyle.kernel.encryption import fingerprint
from peristyle.people.public import Person, find_by_number

PAGE = "consultation"


class ConsultationRefused(Exception):
    """Nobody has this student number, or the birth date is another: one answer for both."""


def consult(number: str, birth_date: date) -> Person:
    """The student with this number and birth date.

    « Votre numéro d’étudiant est indiqué sur votre carte d’étudiant. » Both can be guessed, so tries are bounded per
    number and origin. Raises TooManyTries, ConsultationRefused.
    """
    number = number.strip().upper()
    check_wait(PAGE, number)
    person = find_by_number(number, birth_date)
    if person is None or not person.student_number:
        count_failure(PAGE, number)
        count_failure_at_page(PAGE)
        record("enrolment.refuse_consultation", typed=fingerprint(number))
        raise ConsultationRefused
    # Asked again: tries sent all at once are worth no more than the same in a row.
    check_wait(PAGE, number)
    record("enrolment.consult", subject=person)
    return person


def consultation_is_hammered() -> bool:
    """Whether browsers must do a calculation before they are answered."""
    return page_is_hammered(PAGE)
