"""Exempt a file of the national fee, or of a part of it, by an officer's word."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.credit_invoice import credit_invoice
from peristyle.enrolment.actions.issue_invoice import AlreadyPaid, issue_invoice
from peristyle.enrolment.models import CreditNote, EnrolmentFile, Exemption, Invoice
from peristyle.enrolment.queries import standing_invoice
from peristyle.enrolment.rules.fees import EXEMPTIONS, LineKind
from peristyle.kernel import clock
from peristyle.people.public import Person


@transaction.atomic
def exempt_file(
    file: EnrolmentFile, *, ground: Exemption.Ground, reason: str, by: Person, amount_cents: int | None = None
) -> Exemption:
    """A former exemption gives way; an open invoice is replaced, one that has received money is credited."""
    EnrolmentFile.objects.select_for_update().get(pk=file.pk)
    withdraw_exemption(file)
    exemption = Exemption.objects.create(
        file=file, ground=ground, reason=reason, amount_cents=amount_cents, granted_by=by, granted_at=clock.now()
    )
    record("enrolment.exempt_file", actor=by, subject=file, ground=ground, amount_cents=amount_cents)
    invoice = standing_invoice(file)
    if invoice:
        _apply(exemption, invoice)
    return exemption


def withdraw_exemption(file: EnrolmentFile) -> None:
    """What was exempted before is no longer, for the invoices to come."""
    Exemption.objects.filter(file=file, withdrawn_at=None).update(withdrawn_at=clock.now())


def _apply(exemption: Exemption, invoice: Invoice) -> None:
    try:
        replaced = issue_invoice(exemption.file)
    except AlreadyPaid:
        replaced = invoice
    if replaced.pk != invoice.pk:
        return
    fee = sum(
        line.amount_cents
        for line in invoice.lines.all()
        if line.kind != LineKind.OPTIONAL_RIGHT and line.kind not in EXEMPTIONS
    )
    waived = fee if exemption.amount_cents is None else min(fee, exemption.amount_cents)
    credit_invoice(
        invoice,
        waived,
        reason=CreditNote.Reason.EXEMPTION,
        by=exemption.granted_by,
        explanation=exemption.reason,
    )
