"""Write a movement of money in the ledger: the only place where that is done."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from peristyle.enrolment.actions.rebalance import rebalance
from peristyle.enrolment.models import Invoice, LedgerEntry, PaymentAttempt, RefundRequest
from peristyle.enrolment.rules.ledger import Balance
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock
from peristyle.people.public import Person


@dataclass(frozen=True)
class Movement:
    """What happened: by a bank's transaction (`attempt`), or by an officer's word (`by`)."""

    kind: LedgerEntry.Kind
    means: Means
    amount_cents: int
    transaction_id: str = ""
    dated_on: date | None = None
    attempt: PaymentAttempt | None = None
    by: Person | None = None
    explanation: str = ""
    reverses: LedgerEntry | None = None
    request: RefundRequest | None = None


def post_entry(invoice: Invoice, movement: Movement) -> tuple[LedgerEntry, Balance]:
    """Write it for a locked invoice; the entry, and the balance it makes."""
    entry = LedgerEntry.objects.create(
        invoice=invoice,
        kind=movement.kind,
        means=movement.means,
        amount_cents=movement.amount_cents,
        dated_on=movement.dated_on or timezone.localdate(clock.now()),
        booked_at=clock.now(),
        provider=movement.attempt.provider if movement.attempt else "",
        transaction_id=movement.transaction_id,
        attempt=movement.attempt,
        by=movement.by,
        explanation=movement.explanation,
        reverses=movement.reverses,
        request=movement.request,
    )
    return entry, rebalance(invoice)
