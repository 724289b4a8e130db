"""Whatever happens to a file's money, in whatever order, its books balance to the cent."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from peristyle.enrolment.actions.credit_invoice import credit_invoice
from peristyle.enrolment.actions.decide_refund import decide_refund
from peristyle.enrolment.actions.exempt_file import exempt_file
from peristyle.enrolment.actions.issue_invoice import AlreadyPaid
from peristyle.enrolment.actions.pay_back import NothingOwedBack, pay_back
from peristyle.enrolment.actions.pay_on import NothingDue, pay_on
from peristyle.enrolment.actions.receive_notification import receive_notification
from peristyle.enrolment.actions.record_payment import record_payment
from peristyle.enrolment.actions.request_refund import AlreadyAsked, NothingPaid, request_refund
from peristyle.enrolment.actions.reverse_entry import NotReversible, reverse_entry
from peristyle.enrolment.actions.start_payment import AlreadyEnrolled, InstalmentsRefused, start_payment
from peristyle.enrolment.models import (
    CreditNote,
    Enrolment,
    EnrolmentFile,
    Exemption,
    Invoice,
    LedgerEntry,
    PaymentAttempt,
    Receipt,
    RefundRequest,
    Verdict,
)
from peristyle.enrolment.queries import (
    balance_of,
    ledger_between,
    ledger_totals,
    overdue_invoices,
    payment_state_of,
    schedule_of,
)
from peristyle.enrolment.rules.ledger import PaymentState, settled_parts
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person
from tests.enrolment.adapters.banks import SandboxVoice
from tests.enrolment.factories import ReadyFileFactory
from tests.harness.inhabitants import someone
from tests.harness.travel import Traveller

pytestmark = pytest.mark.django_db
IBAN = "FR76 3000 6000 0112 3456 7890 189"


@dataclass
class Story:
    """A file whose money comes and goes, and our own count of it."""

    file: EnrolmentFile
    officer: Person
    attempts: list[PaymentAttempt] = field(default_factory=list)
    told: list[tuple[PaymentAttempt, str]] = field(default_factory=list)
    expected_cents: int = 0
    steps: int = 0

    @property
    def invoice(self) -> Invoice | None:
        """The invoice that stands."""
        return Invoice.objects.filter(file=self.file, cancelled_at=None).first()

    def leave_for_bank(self, *, in_instalments: bool) -> None:
        """The holder leaves for the bank, if there is still something to pay there."""
        try:
            attempt = start_payment(self.file, in_instalments=in_instalments)
        except (AlreadyPaid, AlreadyEnrolled, InstalmentsRefused):
            return
        if attempt:
            self.attempts.append(attempt)

    def pay_on(self) -> None:
        """An instalment, from inside the house."""
        if self.invoice:
            try:
                self.attempts.append(pay_on(self.invoice, by=self.officer))
            except NothingDue:
                return

    def hear(self, which: int, *, accepted: bool) -> None:
        """The bank decides about one of the attempts."""
        if self.attempts:
            attempt = self.attempts[which % len(self.attempts)]
            transaction = f"{self.file.pk}-{self.steps}"
            self.notify(attempt, transaction, accepted=accepted)
            if accepted:
                self.told.append((attempt, transaction))

    def hear_again(self, which: int) -> None:
        """The bank repeats itself."""
        if self.told:
            self.notify(*self.told[which % len(self.told)], accepted=True)

    def notify(self, attempt: PaymentAttempt, transaction: str, *, accepted: bool) -> None:
        """Count what was truly taken."""
        said = SandboxVoice().say(
            attempt.reference, accepted=accepted, transaction_id=transaction, amount_cents=attempt.amount_cents
        )
        verdict = receive_notification("sandbox", said.headers, said.body, "")
        if verdict in {Verdict.ACCEPTED, Verdict.REFUND_DUE}:
            self.expected_cents += attempt.amount_cents

    def transfer(self, cents: int) -> None:
        """An officer records a transfer."""
        if self.invoice:
            record_payment(self.invoice, Means.TRANSFER, cents, f"V{self.steps}", self.officer)
            self.expected_cents += cents

    def reverse(self) -> None:
        """The newest transfer had not come."""
        newest = LedgerEntry.objects.filter(invoice__file=self.file, means=Means.TRANSFER, kind="received").last()
        if newest:
            try:
                reverse_entry(newest, explanation="…", by=self.officer)
                self.expected_cents -= newest.amount_cents
            except NotReversible:
                return

    def exempt(self, cents: int) -> None:
        """The committee has decided."""
        exempt_file(
            self.file, ground=Exemption.Ground.COMMITTEE, reason="…", amount_cents=cents or None, by=self.officer
        )

    def credit(self, cents: int) -> None:
        """Less is owed."""
        if self.invoice:
            credit_invoice(self.invoice, cents, reason=CreditNote.Reason.CANCELLATION, by=self.officer)

    def ask_back(self, cents: int) -> None:
        """A refund is asked for and decided."""
        if self.invoice:
            try:
                asked = request_refund(
                    self.invoice,
                    self.officer,
                    reason=RefundRequest.Reason.OTHER,
                    said="",
                    account_holder="C. A.",
                    iban=IBAN,
                )
            except (NothingPaid, AlreadyAsked):
                return
            decide_refund(asked, credit_cents=cents, answer="…", by=self.officer)

    def pay_back(self) -> None:
        """Money leaves."""
        for invoice in Invoice.objects.filter(file=self.file):
            try:
                self.expected_cents += pay_back(invoice, Means.TRANSFER, by=self.officer).amount_cents
            except NothingOwedBack:
                continue


Step = Callable[[Story], None]
steps = st.one_of(
    st.booleans().map(lambda instalments: lambda story: story.leave_for_bank(in_instalments=instalments)),
    st.just(Story.pay_on),
    st.tuples(st.integers(0, 3), st.sampled_from([True, True, False])).map(
        lambda drawn: lambda story: story.hear(drawn[0], accepted=drawn[1])
    ),
    st.integers(0, 3).map(lambda which: lambda story: story.hear_again(which)),
    st.integers(1, 20_000).map(lambda cents: lambda story: story.transfer(cents)),
    st.just(Story.reverse),
    st.integers(0, 20_000).map(lambda cents: lambda story: story.exempt(cents)),
    st.integers(1, 20_000).map(lambda cents: lambda story: story.credit(cents)),
    st.integers(0, 20_000).map(lambda cents: lambda story: story.ask_back(cents)),
    st.just(Story.pay_back),
)


def in_instalments(story: Story) -> None:
    """Leave for the bank with the first part."""
    story.leave_for_bank(in_instalments=True)


def accepted(story: Story) -> None:
    """The bank takes the newest."""
    story.hear(len(story.attempts) - 1, accepted=True)


@hypothesis_settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(steps, max_size=12))
@example(told=[in_instalments, accepted, Story.pay_on, accepted, Story.pay_on, accepted, Story.pay_on])
@example(told=[in_instalments, accepted, lambda story: story.transfer(17800), Story.pay_back, Story.pay_back])
@example(told=[in_instalments, accepted, lambda story: story.credit(17800), Story.pay_back])
@example(told=[lambda story: story.transfer(1), in_instalments])
@example(told=[in_instalments, accepted])
@example(told=[lambda story: story.transfer(17800), Story.reverse])
@example(told=[in_instalments, lambda story: story.transfer(20000), Story.pay_back, Story.reverse])
def test_the_books_balance_whatever_happens(told: list[Step], at: Traveller) -> None:
    at("2026-07-10 10:00")
    story = Story(ReadyFileFactory.create(), someone(Role.REGISTRAR_OFFICER))

    for step in told:
        story.steps += 1
        step(story)
        books_balance(story)
    at("2026-09-01 10:00")
    the_queue_of_overdue_payments_agrees(story)


def the_queue_of_overdue_payments_agrees(story: Story) -> None:
    """What the database finds late is what the rule calls OVERDUE."""
    overdue = payment_state_of(story.file) == PaymentState.OVERDUE
    assert overdue_invoices(story.officer).filter(file=story.file).exists() == overdue


def books_balance(story: Story) -> None:
    """Every total agrees with every other, and with our own count."""
    entries = LedgerEntry.objects.filter(invoice__file=story.file)
    assert sum(entry.amount_cents for entry in entries) == story.expected_cents
    for invoice in Invoice.objects.filter(file=story.file):
        books, parts = balance_of(invoice), schedule_of(invoice)
        assert books.paid_cents == sum(entry.amount_cents for entry in invoice.entries.all())
        assert books.claimed_cents - books.paid_cents == books.due_cents - books.owed_back_cents
        assert 0 <= books.credited_cents <= books.charged_cents
        assert bool(invoice.owed_back_since) == bool(books.owed_back_cents)
        assert [bool(part.settled_at) for part in parts] == [
            position < settled_parts(parts, books) for position in range(len(parts))
        ]
        assert not parts or sum(part.amount_cents for part in parts) == invoice.total_cents
        assert invoice.total_cents == sum(line.amount_cents for line in invoice.lines.all())
    of_the_day = ledger_between(story.officer, clock.today(), clock.today()).filter(invoice__file=story.file)
    assert sum(row["cents"] for row in ledger_totals(of_the_day)) == story.expected_cents
    receipts = Receipt.objects.filter(invoice__file=story.file).count()
    assert receipts == Enrolment.objects.filter(file=story.file).count() <= 1
    state = payment_state_of(story.file)
    if story.invoice:
        assert (state in {PaymentState.PAID, PaymentState.EXEMPT}) <= (not balance_of(story.invoice).due_cents)
