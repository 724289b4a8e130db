"""Take down the INE and the number of the CVEC certificate."""

from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.rules import cvec_numbers
from peristyle.kernel import clock
from peristyle.people.public import check_national_id


def give_identifiers(file: EnrolmentFile, *, national_id: str, cvec_number: str) -> None:
    """Write both in the file; no INE is an answer too: whoever comes from abroad receives one later."""
    file.national_id = check_national_id(national_id).value
    file.cvec_number = cvec_numbers.canonical(cvec_number)
    file.identified_at = clock.now()
    file.save(update_fields=["national_id", "cvec_number", "identified_at"])
