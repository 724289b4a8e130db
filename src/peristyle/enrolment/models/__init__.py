"""Tables of scolarité, one subject a file."""

from peristyle.enrolment.models.admission_words import AdmissionWord
from peristyle.enrolment.models.admissions import (
    Admission,
    AdmissionImport,
    ReenrolmentImport,
    RefusedAdmission,
    RefusedReenrolment,
)
from peristyle.enrolment.models.cards import StudentCard
from peristyle.enrolment.models.corrections import CorrectionRequest, Subject
from peristyle.enrolment.models.decisions import FileDecision
from peristyle.enrolment.models.enrolments import CancellationReason, Enrolment
from peristyle.enrolment.models.exports import EnrolmentExport
from peristyle.enrolment.models.feeds import FedEnrolment, FeedFailure, FeedRun, FeedSource, RefusedFeedLine
from peristyle.enrolment.models.files import EmailConfirmation, EnrolmentFile
from peristyle.enrolment.models.instalments import Instalment, InstalmentPlan, InstalmentReminder
from peristyle.enrolment.models.invoices import (
    CreditNote,
    Exemption,
    Invoice,
    InvoiceLine,
    NumberSeries,
    Receipt,
    line_label,
)
from peristyle.enrolment.models.payments import (
    LedgerEntry,
    PaymentAttempt,
    PaymentNotification,
    SandboxAnswer,
    Verdict,
)
from peristyle.enrolment.models.refunds import RefundRequest
from peristyle.enrolment.models.returns import ReturnCode
from peristyle.enrolment.models.supporting_documents import (
    Checking,
    DocumentChange,
    DocumentEvent,
    GivenFile,
    SupportingDocument,
    UnfinishedUpload,
)

__all__ = [
    "Admission",
    "AdmissionImport",
    "AdmissionWord",
    "CancellationReason",
    "Checking",
    "CorrectionRequest",
    "CreditNote",
    "DocumentChange",
    "DocumentEvent",
    "EmailConfirmation",
    "Enrolment",
    "EnrolmentExport",
    "EnrolmentFile",
    "Exemption",
    "FedEnrolment",
    "FeedFailure",
    "FeedRun",
    "FeedSource",
    "FileDecision",
    "GivenFile",
    "Instalment",
    "InstalmentPlan",
    "InstalmentReminder",
    "Invoice",
    "InvoiceLine",
    "LedgerEntry",
    "NumberSeries",
    "PaymentAttempt",
    "PaymentNotification",
    "Receipt",
    "ReenrolmentImport",
    "RefundRequest",
    "RefusedAdmission",
    "RefusedFeedLine",
    "RefusedReenrolment",
    "ReturnCode",
    "SandboxAnswer",
    "StudentCard",
    "Subject",
    "SupportingDocument",
    "UnfinishedUpload",
    "Verdict",
    "line_label",
]
