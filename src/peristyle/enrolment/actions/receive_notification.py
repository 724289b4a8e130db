"""Hear the bank: the one entry point of its notifications, whatever carries them."""

from collections.abc import Mapping

from django.db import transaction

from peristyle.audit.public import record
from peristyle.enrolment.actions.settle_payment import ReceivedPayment, settle_payment
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import PaymentAttempt, PaymentNotification, Verdict
from peristyle.enrolment.ports import ForgedNotification, Outcome
from peristyle.kernel import clock, origins

SUSPECT = frozenset({Verdict.FORGED, Verdict.UNKNOWN_REFERENCE, Verdict.WRONG_AMOUNT, Verdict.CONTRADICTION})


class UnknownProvider(Exception):
    """Not the bank this house works with."""


def receive_notification(provider: str, headers: Mapping[str, str], body: bytes, query: str) -> Verdict:
    """Read a notification, act upon it, write down what became of it. Raises UnknownProvider."""
    bank = payment_provider()
    if bank.code != provider:
        raise UnknownProvider(provider)
    try:
        notification = bank.read_notification(headers, body, query)
    except ForgedNotification:
        return _write_down(bank.code, "", None, Verdict.FORGED)
    return take_outcome(bank.code, notification.reference, notification.outcome)


def take_outcome(provider: str, reference: str, outcome: Outcome) -> Verdict:
    """Act once upon what the bank decided, in whatever order and however often it says so."""
    with transaction.atomic():
        attempt = PaymentAttempt.objects.filter(provider=provider, reference=reference).first()
        if attempt is None:
            verdict = Verdict.UNKNOWN_REFERENCE
        elif outcome.accepted:
            received = ReceivedPayment(attempt, outcome.transaction_id, outcome.amount_cents)
            verdict = settle_payment(attempt.invoice_id, received)
        else:
            verdict = _refuse(attempt, outcome.code)
        return _write_down(provider, reference, outcome, verdict)


def _refuse(attempt: PaymentAttempt, code: str) -> Verdict:
    fresh = PaymentAttempt.objects.filter(pk=attempt.pk, refused_at=None, payments=None)
    refused = fresh.update(refused_at=clock.now(), refusal_code=code[:20])
    return Verdict.REFUSED_BY_BANK if refused else Verdict.ALREADY_KNOWN


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
