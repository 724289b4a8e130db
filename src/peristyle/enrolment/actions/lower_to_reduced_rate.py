"""Credit what another étape of the year was charged beyond the reduced rate."""

from peristyle.enrolment.actions.credit_invoice import credit_invoice
from peristyle.enrolment.models import CreditNote, Invoice
from peristyle.enrolment.queries import is_secondary, quote_of
from peristyle.enrolment.rules.fees import LineKind, total
from peristyle.people.public import Person


def lower_to_reduced_rate(person: Person, invoice: Invoice) -> None:
    """« Taux réduit »: an invoice older than the other étape’s payment, or paid at the same instant, asks too much.

    In the caller's transaction, which has locked the person: of two that are paid at once, the second sees the first.
    """
    reduced_already = invoice.lines.filter(kind=LineKind.REDUCED_FEE).exists()
    if reduced_already or not is_secondary(person, invoice.file):
        return
    beyond = invoice.total_cents - total(quote_of(invoice.file))
    if beyond > 0:
        credit_invoice(invoice, beyond, reason=CreditNote.Reason.REDUCED_RATE, by=None)
