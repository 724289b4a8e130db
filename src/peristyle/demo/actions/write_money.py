"""Write down what makes the pages of money live: instalments under way and late, money owed back, refunds asked for."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from peristyle.enrolment.public import (
    Instalment,
    InstalmentPlan,
    InstalmentReminder,
    Invoice,
    LedgerEntry,
    Means,
    PaymentAttempt,
    RefundRequest,
)
from peristyle.kernel import clock, institution
from peristyle.kernel.encryption import encrypted

IBAN = "FR7630006000011234567890189"
#: In how many days the second part is due: under way, and long past.
_SECOND_DUE_IN = (12, 5, -24)
_MONTH = timedelta(days=30)
_ASKED_BEFORE = timedelta(days=4)


def write_money(year: int) -> None:
    """Three schedules, one of them overdue, one payment received twice, one refund that waits."""
    smallest = institution.current().fees.instalments.minimum_cents
    paid = Invoice.objects.filter(
        file__admission__academic_year=year, total_cents__gte=smallest, entries__amount_cents=F("total_cents")
    )
    # Those who paid first: a second part may be late by now.
    chosen = list(paid.order_by("entries__dated_on", "pk")[: len(_SECOND_DUE_IN) + 2])
    for invoice, days in zip(chosen, _SECOND_DUE_IN, strict=False):
        _pay_in_three(invoice, days)
    left = chosen[len(_SECOND_DUE_IN) :]
    if left:
        _pay_again(left[0])
    if left[1:]:
        _ask_back(left[1])


def _pay_in_three(invoice: Invoice, second_due_in: int) -> None:
    """The first part was paid on the day of the enrolment, the second is due so many days from now."""
    first_paid = LedgerEntry.objects.get(invoice=invoice)
    part, left_over = divmod(invoice.total_cents, 3)
    plan = InstalmentPlan.objects.create(invoice=invoice, made_at=first_paid.booked_at, agreed_at=first_paid.booked_at)
    second = clock.today() + timedelta(days=second_due_in)
    days = (first_paid.dated_on, second, second + _MONTH)
    parts = Instalment.objects.bulk_create(
        Instalment(
            plan=plan,
            position=position,
            amount_cents=part if position > 1 else part + left_over,
            due_on=due_on,
            settled_at=first_paid.booked_at if position == 1 else None,
        )
        for position, due_on in enumerate(days, start=1)
    )
    PaymentAttempt.objects.filter(entries=first_paid).update(instalment=parts[0], amount_cents=parts[0].amount_cents)
    LedgerEntry.objects.filter(pk=first_paid.pk).update(amount_cents=parts[0].amount_cents)
    reminded = institution.current().fees.instalments.reminder_days
    InstalmentReminder.objects.bulk_create(
        InstalmentReminder(
            instalment=parts[1], number=number, sent_at=clock.now() - timedelta(days=-second_due_in - days)
        )
        for number, days in enumerate((0, *reminded))
        if days <= -second_due_in
    )


def _pay_again(invoice: Invoice) -> None:
    """The bank took the same money twice."""
    first = LedgerEntry.objects.get(invoice=invoice)
    again = first.booked_at + timedelta(minutes=3)
    LedgerEntry.objects.create(
        invoice=invoice,
        kind=LedgerEntry.Kind.RECEIVED,
        means=Means.CARD,
        amount_cents=first.amount_cents,
        dated_on=timezone.localdate(again),
        booked_at=again,
        provider=first.provider,
        transaction_id=f"{first.transaction_id}-2",
        attempt_id=first.attempt_id,
    )
    Invoice.objects.filter(pk=invoice.pk).update(owed_back_since=again)


def _ask_back(invoice: Invoice) -> None:
    person = invoice.file.enrolment.person
    RefundRequest.objects.create(
        invoice=invoice,
        person=person,
        reason=RefundRequest.Reason.GRANT,
        said="Le CROUS m’a notifié une bourse à l’échelon 2 la semaine dernière.",
        account_holder=person.display_name,
        iban=encrypted(IBAN),
        asked_at=clock.now() - _ASKED_BEFORE,
    )
