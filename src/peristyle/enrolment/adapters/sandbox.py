"""The sandbox bank: a page where one chooses what the bank decides. The demonstration's only; it moves no money."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from peristyle.enrolment.models import SandboxAnswer
from peristyle.enrolment.ports import (
    EURO,
    ForgedNotification,
    Notification,
    Outcome,
    PaymentOrder,
    PaymentPage,
    Question,
)

SIGNATURE = "X-Sandbox-Signature"
REFUSED = "refused"


class SandboxBank:
    """A bank of paper; its notifications are signed as a real bank's are, and its books can be asked."""

    code = "sandbox"
    can_be_asked = True
    carries_instalments = False

    def __init__(self) -> None:
        if not settings.PERISTYLE_DEMO:
            raise ImproperlyConfigured("The sandbox bank gives enrolments away: it exists in the demonstration only.")

    def introduce(self) -> str:
        """It says what it is."""
        return "the bank of the demonstration, which moves no money"

    def prepare(self, order: PaymentOrder) -> str:  # noqa: ARG002 — the port's
        """Nothing: it is always there."""
        return ""

    def start(self, order: PaymentOrder) -> PaymentPage:
        """The page of choices."""
        return PaymentPage(url=reverse("enrolment:sandbox_bank", args=[order.reference]), method="GET")

    def write_notification(self, answer: SandboxAnswer) -> tuple[dict[str, str], bytes]:
        """The signed words by which this bank announces a decision: headers and body."""
        body = json.dumps(
            {
                "reference": answer.reference,
                "accepted": answer.accepted,
                "transaction": answer.transaction_id,
                "amount": answer.amount_cents,
                "currency": EURO,
            }
        ).encode()
        return {SIGNATURE: _signature(body)}, body

    def read_notification(self, headers: Mapping[str, str], body: bytes, query: str) -> Notification:  # noqa: ARG002 — the port's
        """What the bank says, if the signature is its own."""
        if not constant_time_compare(headers.get(SIGNATURE, ""), _signature(body)):
            raise ForgedNotification("wrong signature")
        said = json.loads(body)
        outcome = Outcome(
            accepted=said["accepted"],
            transaction_id=said["transaction"],
            amount_cents=said["amount"],
            code="" if said["accepted"] else REFUSED,
            currency=said["currency"],
        )
        return Notification(reference=said["reference"], outcome=outcome)

    def ask_outcome(self, question: Question) -> Outcome | None:
        """What stands in the bank's books."""
        answer = SandboxAnswer.objects.filter(reference=question.reference).first()
        if answer is None:
            return None
        return Outcome(
            accepted=answer.accepted,
            transaction_id=answer.transaction_id,
            amount_cents=answer.amount_cents,
            code="" if answer.accepted else REFUSED,
        )


def _signature(body: bytes) -> str:
    return salted_hmac("peristyle.enrolment.sandbox", body, algorithm="sha256").hexdigest()
