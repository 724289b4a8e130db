"""Issue the invoice of a file."""

from peristyle.enrolment.actions.next_number import INVOICES, next_number
from peristyle.enrolment.actions.rebalance import rebalance
from peristyle.enrolment.models import EnrolmentFile, Invoice, InvoiceLine
from peristyle.enrolment.queries import quote_of
from peristyle.enrolment.rules.fees import LineKind, QuoteLine, total
from peristyle.kernel import clock


class AlreadyPaid(Exception):
    """The file has its receipt."""


def issue_invoice(file: EnrolmentFile) -> Invoice:
    """The invoice of a file at today's fee; one whose lines are no longer right is cancelled and another issued.

    Raises AlreadyPaid, NoTariffError.
    """
    standing = Invoice.objects.select_for_update().filter(file=file, cancelled_at=None).first()
    if standing and hasattr(standing, "receipt"):
        raise AlreadyPaid
    lines = quote_of(file)
    if standing:
        written = {QuoteLine(LineKind(line.kind), line.amount_cents, line.detail) for line in standing.lines.all()}
        # Once money came, the invoice stands: what changes afterwards is a credit.
        if written == set(lines) or standing.entries.exists():
            return standing
        standing.cancelled_at = clock.now()
        standing.save(update_fields=["cancelled_at"])
        rebalance(standing)
    invoice = Invoice.objects.create(
        file=file, number=next_number(INVOICES), total_cents=total(lines), issued_at=clock.now()
    )
    InvoiceLine.objects.bulk_create(
        InvoiceLine(invoice=invoice, kind=line.kind, amount_cents=line.amount_cents, detail=line.detail)
        for line in lines
    )
    return invoice
