"""Reading the payments of one person, invoice by invoice."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from peristyle.enrolment.models import Instalment, Invoice, LedgerEntry, PaymentAttempt, RefundRequest
from peristyle.enrolment.queries.books import AT_THE_BANK, balance, invoices_with_books, payable_now_cents
from peristyle.enrolment.rules.ledger import Balance, PaymentState, payment_state
from peristyle.kernel import clock, institution
from peristyle.people.public import Person


@dataclass(frozen=True)
class InvoicePayments:
    """An invoice and all that happened to it."""

    invoice: Invoice
    balance: Balance
    schedule: list[Instalment]
    state: PaymentState
    payable_now_cents: int
    entries: list[LedgerEntry]
    at_the_bank: bool
    request: RefundRequest | None

    @property
    def may_ask_refund(self) -> bool:
        """Whether there is money to ask for, and no request waits."""
        return self.balance.paid_cents > 0 and not self.balance.owed_back_cents and self.request is None


def invoices_of(person: Person) -> QuerySet[Invoice]:
    """The invoices of a person's enrolments."""
    return Invoice.objects.filter(file__enrolment__person=person)


def payments_of(person: Person) -> list[InvoicePayments]:
    """Every invoice of a person that stands or received money, newest first."""
    return [
        shown for invoice in _told(person) if (shown := invoice_payments(invoice)).entries or not invoice.cancelled_at
    ]


def told_invoices() -> QuerySet[Invoice]:
    """Invoices with all that `invoice_payments` tells of them: a query for each kind of thing."""
    pending = PaymentAttempt.objects.filter(refused_at=None, entries=None, started_at__gt=clock.now() - AT_THE_BANK)
    open_requests = RefundRequest.objects.filter(paid_back_at=None).exclude(accepted=False)
    return (
        invoices_with_books()
        .select_related(
            "file__admission__academic_year",
            "file__admission__step__degree__component",
            "file__enrolment__person",
            "receipt",
        )
        .prefetch_related(
            "lines",
            "credits",
            "entries__by",
            "entries__reversal",
            Prefetch("attempts", pending, to_attr="pending_attempts"),
            Prefetch("refund_requests", open_requests, to_attr="open_requests"),
        )
        .order_by("-issued_at", "-pk")
    )


def invoice_payments(invoice: Invoice) -> InvoicePayments:
    """What is told of an invoice read by `told_invoices`; no query more."""
    books = balance(invoice)
    schedule = [part for plan in invoice.agreed_plans for part in plan.instalments.all()]  # type: ignore[attr-defined]
    at_the_bank = bool(invoice.pending_attempts)  # type: ignore[attr-defined]
    state = payment_state(
        books,
        schedule,
        settled=invoice.settled,  # type: ignore[attr-defined]
        awaited=bool(invoice.awaited_means) or at_the_bank,
        today=clock.today(),
        patience=institution.current().fees.instalments.patience,
    )
    return InvoicePayments(
        invoice=invoice,
        balance=books,
        schedule=schedule,
        state=state,
        payable_now_cents=payable_now_cents(schedule, books),
        entries=list(invoice.entries.all()),
        at_the_bank=at_the_bank,
        request=next(iter(invoice.open_requests), None),  # type: ignore[attr-defined]
    )


def _told(person: Person) -> QuerySet[Invoice]:
    return told_invoices().filter(file__enrolment__person=person)
