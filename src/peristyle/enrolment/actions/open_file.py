"""Open an enrolment file: prove one was admitted."""

from datetime import date

from peristyle.accounts.public import check_wait, count_failure, forget_failures
from peristyle.audit.public import record
from peristyle.enrolment.actions.open_own_file import open_own_file
from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.queries import find_admission, present_campaign
from peristyle.enrolment.rules.application_numbers import canonical
from peristyle.kernel.encryption import fingerprint

KIND = "enrolment identity"


class AdmissionNotFound(Exception):
    """Number, birth date and mail do not tell one admission: one answer, whatever is wrong."""


def open_file(application_number: str, birth_date: date, email: str) -> EnrolmentFile:
    """The file of whoever knows these three, opened now or found as it was left.

    Raises TooManyTries, AdmissionNotFound.
    """
    number = canonical(application_number, present_campaign())
    check_wait(KIND, number)
    admission = find_admission(number, birth_date, email)
    if admission is None:
        count_failure(KIND, number)
        record("enrolment.refuse_identity", typed=fingerprint(number))
        raise AdmissionNotFound
    forget_failures(KIND, number)
    return open_own_file(admission)
