"""Show where money is to be sent, to who sends it; the journal says who looked."""

from peristyle.audit.public import record
from peristyle.enrolment.models import RefundRequest
from peristyle.enrolment.rules.ibans import shown_iban
from peristyle.kernel.encryption import decrypted
from peristyle.people.public import Person


def read_iban(request: RefundRequest, *, by: Person) -> str:
    """The IBAN of an accepted request, by groups of four. Raises Undecipherable."""
    record("enrolment.read_iban", actor=by, subject=request.person, invoice=request.invoice.number)
    return shown_iban(decrypted(request.iban))
