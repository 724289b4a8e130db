"""What to tell somebody who comes back from the bank: what the bank's notifications said, never the browser."""

from enum import StrEnum


class PaymentProgress(StrEnum):
    """Where the payment of an invoice stands."""

    NOT_STARTED = "not_started"
    WAITING = "waiting"
    REFUSED = "refused"
    PAID = "paid"


def payment_progress(*, paid: bool, refused: bool | None) -> PaymentProgress:
    """Paid as soon as one right payment came; else what the bank said of the newest attempt (None: there is none)."""
    if paid:
        return PaymentProgress.PAID
    if refused is None:
        return PaymentProgress.NOT_STARTED
    return PaymentProgress.REFUSED if refused else PaymentProgress.WAITING
