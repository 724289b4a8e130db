"""Hear the bank: the one entry point of its notifications, whatever carries them."""

from collections.abc import Mapping

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import Instalment, PaymentAttempt, PaymentNotification, Verdict
from peristyle.enrolment.ports import EURO, BankUnreachable, ForgedNotification, Notification, Outcome
from peristyle.enrolment.queries import question_about
from peristyle.kernel import clock, origins

SUSPECT = frozenset(
    {
        Verdict.FORGED,
        Verdict.UNKNOWN_REFERENCE,
        Verdict.WRONG_AMOUNT,
        Verdict.WRONG_CURRENCY,
        Verdict.CONTRADICTION,
    }
)


class UnknownProvider(Exception):
    """Not the bank this house works with."""


def receive_notification(provider: str, headers: Mapping[str, str], body: bytes, query: str) -> Verdict:
    """Read a notification, have the bank confirm it, act upon it, write down what became of it.

    Raises UnknownProvider.
    """
    bank = payment_provider()
    if bank.code != provider:
        raise UnknownProvider(provider)
    try:
        notification = bank.read_notification(headers, body, query)
    except ForgedNotification:
        return _write_down(bank.code, "", None, Verdict.FORGED)
    attempt = _attempt_of(bank.code, notification)
    if attempt is None:
        return _write_down(bank.code, notification.reference, notification.outcome, Verdict.UNKNOWN_REFERENCE)
    outcome = notification.outcome
    if bank.can_be_asked:
        try:
            outcome = bank.ask_outcome(question_about(attempt))
        except BankUnreachable:
            outcome = None
    if outcome is None:
        return _write_down(bank.code, attempt.reference, None, Verdict.UNCONFIRMED)
    if notification.outcome and notification.outcome != outcome:
        return _write_down(bank.code, attempt.reference, notification.outcome, _quarrel(notification.outcome, outcome))
    return take_outcome(bank.code, attempt.reference, outcome)


def take_outcome(provider: str, reference: str, outcome: Outcome) -> Verdict:
    """Act once upon what the bank decided, in whatever order and however often it says so."""
    with transaction.atomic():
        attempt = PaymentAttempt.objects.filter(provider=provider, reference=reference).first()
        if attempt is None:
            verdict = Verdict.UNKNOWN_REFERENCE
        elif not outcome.accepted:
            verdict = _refuse(attempt, outcome.code)
        elif outcome.currency != EURO:
            verdict = Verdict.WRONG_CURRENCY
        else:
            received = ReceivedPayment(attempt, outcome.transaction_id, outcome.amount_cents, outcome.means)
            verdict = settle_payment(attempt.invoice_id, received)
        return _write_down(provider, reference, outcome, verdict)


def _attempt_of(provider: str, notification: Notification) -> PaymentAttempt | None:
    attempts = PaymentAttempt.objects.filter(provider=provider)
    if notification.session:
        return attempts.filter(bank_session=notification.session).first()
    return attempts.filter(reference=notification.reference).first()


def _quarrel(said: Outcome, confirmed: Outcome) -> Verdict:
    """What is wrong with a notification whose bank, once asked, tells something else."""
    if said.currency != confirmed.currency:
        return Verdict.WRONG_CURRENCY
    return Verdict.WRONG_AMOUNT if said.amount_cents != confirmed.amount_cents else Verdict.CONTRADICTION


def _refuse(attempt: PaymentAttempt, code: str) -> Verdict:
    fresh = PaymentAttempt.objects.filter(pk=attempt.pk, refused_at=None, entries=None)
    if fresh.update(refused_at=clock.now(), refusal_code=code[:20]):
        return Verdict.REFUSED_BY_BANK
    return _refuse_instalment(attempt)


def _refuse_instalment(attempt: PaymentAttempt) -> Verdict:
    """A card that paid the first instalment may be refused a later one, which the bank tells under the same name."""
    due = Instalment.objects.filter(
        plan__instalments__attempts=attempt, plan__agreed_at__isnull=False, settled_at=None, due_on__lte=clock.today()
    ).order_by("position")
    refused = Instalment.objects.filter(pk__in=due.values("pk")[:1]).update(refused_at=clock.now())
    return Verdict.INSTALMENT_REFUSED if refused else Verdict.ALREADY_KNOWN


def _write_down(provider: str, reference: str, outcome: Outcome | None, verdict: Verdict) -> Verdict:
    notification = PaymentNotification.objects.create(
        received_at=clock.now(),
        provider=provider,
        verdict=verdict,
        reference=reference[:32],
        transaction_id=outcome.transaction_id[:64] if outcome else "",
        amount_cents=outcome.amount_cents if outcome else None,
        origin=origins.present.get(),
    )
    if verdict in SUSPECT:
        record(f"enrolment.notification_{verdict}", subject=notification, provider=provider)
    return verdict
