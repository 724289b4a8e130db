"""What officers may do in scolarité, and within which composante."""

from dataclasses import dataclass

IMPORT_ADMISSIONS = "enrolment.import_admissions"
REFUND_PAYMENTS = "enrolment.refund_payments"


@dataclass(frozen=True)
class Within:
    """A thing of a composante; None: of the whole institution, for who may act everywhere."""

    scope: str | None
