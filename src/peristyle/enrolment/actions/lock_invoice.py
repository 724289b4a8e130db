"""Hold an invoice while its books change: of two who write at once, the second reads what the first wrote."""

from peristyle.enrolment.models import Invoice


def lock_invoice(invoice_id: int) -> Invoice:
    """The invoice with its file, held until the end of the transaction. Raises Invoice.DoesNotExist."""
    invoices = Invoice.objects.select_for_update(of=("self",)).select_related(
        "file__admission__academic_year", "file__admission__step__degree__component", "file__admission__person"
    )
    return invoices.get(pk=invoice_id)
