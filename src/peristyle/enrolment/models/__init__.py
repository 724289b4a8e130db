"""Tables of scolarité, one subject a file."""

from peristyle.enrolment.models.admissions import Admission, AdmissionImport, RefusedAdmission
from peristyle.enrolment.models.enrolments import Enrolment
from peristyle.enrolment.models.files import EmailConfirmation, EnrolmentFile
from peristyle.enrolment.models.invoices import Invoice, InvoiceLine, NumberSeries, Receipt
from peristyle.enrolment.models.payments import (
    Payment,
    PaymentAttempt,
    PaymentNotification,
    Refund,
    SandboxAnswer,
    Verdict,
)

__all__ = [
    "Admission",
    "AdmissionImport",
    "EmailConfirmation",
    "Enrolment",
    "EnrolmentFile",
    "Invoice",
    "InvoiceLine",
    "NumberSeries",
    "Payment",
    "PaymentAttempt",
    "PaymentNotification",
    "Receipt",
    "Refund",
    "RefusedAdmission",
    "SandboxAnswer",
    "Verdict",
]
