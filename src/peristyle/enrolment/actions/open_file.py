"""Open an enrolment file: prove one was admitted."""

from datetime import date

from django.utils.translation import get_language

from peristyle.accounts.public import check_wait, count_failure, forget_failures
from peristyle.audit.public import record
from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.queries import find_admission, present_campaign
from peristyle.enrolment.rules.application_numbers import canonical
from peristyle.kernel import clock
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
    file, created = EnrolmentFile.objects.get_or_create(
        admission=admission,
        defaults={"started_at": clock.now(), "language": (get_language() or "fr")[:2]},
    )
    record("enrolment.open_file" if created else "enrolment.come_back_to_file", subject=file)
    return file
