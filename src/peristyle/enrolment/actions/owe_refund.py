"""Owe back what the rules say when an enrolment is cancelled."""

from peristyle.enrolment.actions.credit_invoice import credit_invoice
from peristyle.enrolment.models import CancellationReason, CreditNote, EnrolmentFile
from peristyle.enrolment.queries import balance_of, proposal_for, standing_invoice
from peristyle.people.public import Person


def owe_refund(file: EnrolmentFile, *, by: Person | None) -> CreditNote | None:
    """A credit of all for a mistake, of what the rules propose for a resignation; None: a decision is needed."""
    invoice = standing_invoice(file)
    if invoice is None:
        return None
    if file.enrolment.cancellation_reason == CancellationReason.MISTAKE:
        return credit_invoice(invoice, balance_of(invoice).claimed_cents, reason=CreditNote.Reason.MISTAKE, by=by)
    proposed = proposal_for(invoice).credit_cents
    return credit_invoice(invoice, proposed, reason=CreditNote.Reason.CANCELLATION, by=by)
