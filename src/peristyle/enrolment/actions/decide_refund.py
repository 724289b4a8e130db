"""Decide on a refund that a student asks for."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.credit_invoice import credit_invoice
from peristyle.enrolment.models import CreditNote, RefundRequest
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to

REASONS = {
    RefundRequest.Reason.RESIGNATION: CreditNote.Reason.CANCELLATION,
    RefundRequest.Reason.GRANT: CreditNote.Reason.GRANT,
    RefundRequest.Reason.OTHER: CreditNote.Reason.DECISION,
}


class AlreadyDecided(Exception):
    """Another officer was quicker."""


@transaction.atomic
def decide_refund(request: RefundRequest, *, credit_cents: int, answer: str, by: Person) -> None:
    """Credit so much, to be owed back; nothing is a refusal, and the IBAN is forgotten. Raises AlreadyDecided."""
    accepted = credit_cents > 0
    waiting = RefundRequest.objects.filter(pk=request.pk, decided_at=None)
    decision = {"decided_at": clock.now(), "decided_by": by, "accepted": accepted, "answer": answer}
    forgotten = {} if accepted else {"iban": "", "account_holder": ""}
    if not waiting.update(**decision, **forgotten):
        raise AlreadyDecided
    invoice = request.invoice
    if accepted:
        reason = REASONS[RefundRequest.Reason(request.reason)]
        credit_invoice(invoice, credit_cents, reason=reason, by=by, explanation=answer[:300])
    record("enrolment.decide_refund", actor=by, subject=request, invoice=invoice.number, credit_cents=credit_cents)
    write_to(
        request.person,
        "enrolment/letters/refund_decided",
        invoice=invoice.number,
        accepted=accepted,
        amount_cents=credit_cents,
        answer=answer,
    )
