"""Reading the books: what invoices claim, what came for them, their schedules, the state that follows."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from peristyle.enrolment.models import (
    CreditNote,
    EnrolmentFile,
    Instalment,
    InstalmentPlan,
    Invoice,
    LedgerEntry,
    PaymentAttempt,
    Receipt,
)
from peristyle.enrolment.rules.feed_rows import SettledElsewhere
from peristyle.enrolment.rules.ledger import Balance, PaymentState, part_due_cents, payment_state
from peristyle.kernel import clock, institution
from peristyle.people.public import Person

#: For so long somebody who left for the bank is thought to be paying there.
AT_THE_BANK = timedelta(hours=2)
#: What another system of scolarité was paid.
ELSEWHERE = {SettledElsewhere.PAID.value: PaymentState.PAID, SettledElsewhere.WAITING.value: PaymentState.PENDING}


def invoices_with_books() -> QuerySet[Invoice]:
    """Invoices with the sums of their credits and entries, whether they are settled, and their agreed schedule."""
    return Invoice.objects.annotate(
        credited_cents=_sum_of(CreditNote.objects.filter(invoice=OuterRef("pk"))),
        paid_cents=_sum_of(LedgerEntry.objects.filter(invoice=OuterRef("pk"))),
        settled=Exists(Receipt.objects.filter(invoice=OuterRef("pk"))),
    ).prefetch_related(
        Prefetch(
            "plans",
            InstalmentPlan.objects.filter(agreed_at__isnull=False).prefetch_related("instalments"),
            to_attr="agreed_plans",
        )
    )


def balance(invoice: Invoice) -> Balance:
    """The balance of an invoice read by `invoices_with_books`."""
    charged = 0 if invoice.cancelled_at else invoice.total_cents
    credited = 0 if invoice.cancelled_at else invoice.credited_cents  # type: ignore[attr-defined]
    return Balance(charged, credited, invoice.paid_cents)  # type: ignore[attr-defined]


def balance_of(invoice: Invoice) -> Balance:
    """The balance of any invoice, as the books stand now: one query."""
    sums = Invoice.objects.filter(pk=invoice.pk).values_list(
        "total_cents",
        "cancelled_at",
        _sum_of(CreditNote.objects.filter(invoice=OuterRef("pk"))),
        _sum_of(LedgerEntry.objects.filter(invoice=OuterRef("pk"))),
    )
    charged, cancelled_at, credited, paid = sums.get()
    return Balance(0, 0, paid) if cancelled_at else Balance(charged, credited, paid)


def schedule_of(invoice: Invoice) -> list[Instalment]:
    """The instalments agreed upon for an invoice, in their order."""
    return list(Instalment.objects.filter(plan__invoice=invoice, plan__agreed_at__isnull=False).order_by("position"))


def payable_now_cents(parts: list[Instalment], books: Balance) -> int:
    """What is to be paid now: the next instalment, and any that is late; without schedule all that is due."""
    if not parts:
        return books.due_cents
    today = clock.today()
    begun = [part.position for part in parts if part.due_on <= today]
    late = part_due_cents(parts, max(begun), books) if begun else 0
    following = (part_due_cents(parts, part.position, books) for part in parts)
    return late or next((cents for cents in following if cents), 0)


def payment_state_of(file: EnrolmentFile) -> PaymentState:
    """Where the payment of a file stands; OVERDUE holds its documents back."""
    return payment_states_of([file])[file.pk]


def payment_states_of(files: Iterable[EnrolmentFile]) -> dict[int, PaymentState]:
    """The state of each file, by its id: three queries for any number of them."""
    states = {file.pk: ELSEWHERE.get(file.settled_elsewhere, PaymentState.UNPAID) for file in files}
    leaving = PaymentAttempt.objects.filter(
        invoice=OuterRef("pk"), refused_at=None, entries=None, started_at__gt=clock.now() - AT_THE_BANK
    )
    invoices = invoices_with_books().filter(file__in=list(states), cancelled_at=None).annotate(leaving=Exists(leaving))
    patience, today = institution.current().fees.instalments.patience, clock.today()
    for invoice in invoices:
        states[invoice.file_id] = payment_state(
            balance(invoice),
            [part for plan in invoice.agreed_plans for part in plan.instalments.all()],  # type: ignore[attr-defined]
            settled=invoice.settled,  # type: ignore[attr-defined]
            awaited=bool(invoice.awaited_means) or invoice.leaving,
            today=today,
            patience=patience,
        )
    return states


def pays_in_instalments(person: Person, file: EnrolmentFile) -> bool:
    """Whether the person pays another enrolment of the year of this file in several times."""
    plans = InstalmentPlan.objects.filter(
        agreed_at__isnull=False,
        invoice__file__enrolment__person=person,
        invoice__file__admission__academic_year=file.admission.academic_year_id,
    )
    return plans.exclude(invoice__file=file).exists()


def _sum_of(rows: "QuerySet[CreditNote] | QuerySet[LedgerEntry]") -> Coalesce:
    sums = rows.order_by().values("invoice").annotate(cents=Sum("amount_cents")).values("cents")
    return Coalesce(Subquery(sums, output_field=IntegerField()), Value(0))
