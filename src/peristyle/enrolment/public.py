"""The door of scolarité."""

from peristyle.enrolment.actions.import_admissions import import_admissions
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import (
    Admission,
    AdmissionImport,
    Enrolment,
    EnrolmentFile,
    Invoice,
    InvoiceLine,
    Payment,
    PaymentAttempt,
    Receipt,
)
from peristyle.enrolment.queries import enrolments_of, present_campaign
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.fees import quote, total

__all__ = [
    "Admission",
    "AdmissionImport",
    "Enrolment",
    "EnrolmentFile",
    "EnrolmentPaid",
    "Invoice",
    "InvoiceLine",
    "Origin",
    "Payment",
    "PaymentAttempt",
    "Receipt",
    "enrolments_of",
    "import_admissions",
    "present_campaign",
    "quote",
    "total",
]
