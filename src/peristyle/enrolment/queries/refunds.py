"""What officers read of money: invoices, what is owed back, what is asked back, the ledger of a period."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Sum

from peristyle.enrolment.models import Instalment, Invoice, LedgerEntry, RefundRequest
from peristyle.enrolment.queries.books import balance_of, invoices_with_books, schedule_of
from peristyle.enrolment.rules.capabilities import RECORD_PAYMENTS, REFUND_PAYMENTS
from peristyle.enrolment.rules.means import Means
from peristyle.enrolment.rules.refunds import Proposal, propose_refund
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person

Row = TypeVar("Row", bound=Model)
_COMPONENT = "file__admission__step__degree__component"


def invoices_visible_to(officer: Person, words: str = "") -> QuerySet[Invoice]:
    """Invoices within the officer's composantes, newest first; each word is of a number or a name."""
    invoices = _within(Invoice.objects.all(), officer, RECORD_PAYMENTS, "")
    for word in words.split():
        invoices = invoices.filter(
            Q(number__iexact=word)
            | Q(file__admission__application_number__iexact=word)
            | Q(file__enrolment__person__student_number=word)
            | Q(file__admission__birth_name__istartswith=word)
            | Q(file__admission__usual_name__istartswith=word)
            | Q(file__admission__given_name__istartswith=word)
        )
    return invoices.select_related(
        "file__admission__step__degree__component", "file__admission__academic_year", "file__enrolment__person"
    ).order_by("-issued_at", "-pk")


def overdue_invoices(officer: Person) -> QuerySet[Invoice]:
    """Invoices within the officer's composantes whose enrolment stands and whose payment is OVERDUE, the oldest first.

    The same rule as `payment_state`, asked of the database; `overdue_since` is the day of the first part not paid.
    """
    patience = institution.current().fees.instalments.patience
    unpaid = Instalment.objects.filter(plan__agreed_at__isnull=False, settled_at=None)
    late = unpaid.filter(due_on__lt=clock.today() - patience)
    gone = LedgerEntry.objects.filter(amount_cents__lt=0).exclude(invoice__in=unpaid.values("plan__invoice"))
    first_unpaid = unpaid.filter(plan__invoice=OuterRef("pk")).order_by("due_on")
    invoices = _within(invoices_with_books(), officer, RECORD_PAYMENTS, "").filter(
        Q(pk__in=late.values("plan__invoice")) | Q(pk__in=gone.values("invoice")),
        Q(settled=True, paid_cents__lt=F("total_cents") - F("credited_cents")),
        cancelled_at=None,
    )
    told = invoices.select_related("file__admission__step", "file__admission__academic_year")
    return told.annotate(overdue_since=Subquery(first_unpaid.values("due_on")[:1])).order_by("overdue_since", "pk")


def invoices_owed_back(officer: Person) -> QuerySet[Invoice]:
    """Invoices for which money is owed back that the officer may give back, longest waiting first."""
    owed = _within(invoices_with_books(), officer, REFUND_PAYMENTS, "").filter(owed_back_since__isnull=False)
    return owed.select_related("file__admission__step").order_by("owed_back_since", "pk")


def refund_requests_to_decide(officer: Person) -> QuerySet[RefundRequest]:
    """Requests that wait for a decision, longest waiting first."""
    waiting = _within(RefundRequest.objects.filter(decided_at=None), officer, REFUND_PAYMENTS, "invoice__")
    return waiting.select_related("person", "invoice__file__admission__step").order_by("asked_at", "pk")


def accepted_request(invoice: Invoice) -> RefundRequest | None:
    """The request by which the money of an invoice is to leave."""
    return RefundRequest.objects.filter(invoice=invoice, accepted=True, paid_back_at=None).first()


def refunds_waiting(officer: Person) -> int:
    """For how many invoices this officer has something to decide or to pay back: one query."""
    asked = RefundRequest.objects.filter(invoice=OuterRef("pk"), decided_at=None)
    invoices = _within(Invoice.objects.all(), officer, REFUND_PAYMENTS, "")
    return invoices.filter(Q(owed_back_since__isnull=False) | Exists(asked)).count()


def proposal_for(invoice: Invoice) -> Proposal:
    """What the rules propose today for a refund of this invoice."""
    rules, admission = institution.current().fees.refunds, invoice.file.admission
    year, parts = admission.academic_year, schedule_of(invoice)
    return propose_refund(
        balance_of(invoice).claimed_cents,
        clock.today(),
        full_until=_day(rules.full_until, year.starts_on.year),
        grant_holders_until=_day(rules.grant_holders_until, year.starts_on.year + 1),
        kept_cents=rules.kept_cents,
        has_grant=admission.grant_holder,
        last_instalment_on=parts[-1].due_on if parts else None,
    )


def ledger_between(officer: Person, first: date, last: date) -> QuerySet[LedgerEntry]:
    """The movements of money dated within a period, both days within, as they were booked."""
    entries = _within(LedgerEntry.objects.filter(dated_on__range=(first, last)), officer, RECORD_PAYMENTS, "invoice__")
    return entries.select_related("invoice__file__admission__step__degree__component", "by").order_by("dated_on", "pk")


def ledger_totals(entries: QuerySet[LedgerEntry]) -> list[dict[str, Any]]:
    """The sum of the movements, by day and by means; what went back counts below zero."""
    sums = entries.order_by("dated_on", "means").values("dated_on", "means").annotate(cents=Sum("amount_cents"))
    return [{**row, "means": Means(row["means"])} for row in sums]


def _within(rows: QuerySet[Row], officer: Person, capability: str, path: str) -> QuerySet[Row]:
    components = scopes(officer, capability)
    return rows if components is None else rows.filter(**{f"{path}{_COMPONENT}__in": components})


def _day(month_day: str, year: int) -> date:
    month, day = month_day.split("-")
    return date(year, int(month), int(day))
