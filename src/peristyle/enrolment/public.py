"""The door of scolarité."""

from peristyle.enrolment.actions.authorise_reenrolments import Authorisation, authorise_reenrolments
from peristyle.enrolment.actions.feeds.import_feed import import_feed, request_feed_import
from peristyle.enrolment.actions.import_admissions import import_admissions
from peristyle.enrolment.actions.index_admissions import index_admissions
from peristyle.enrolment.actions.request_import import request_import
from peristyle.enrolment.adapters.document_store import keep as keep_document_file
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import (
    Admission,
    AdmissionImport,
    CorrectionRequest,
    DocumentChange,
    DocumentEvent,
    Enrolment,
    EnrolmentFile,
    FeedRun,
    FeedSource,
    FileDecision,
    GivenFile,
    Instalment,
    InstalmentPlan,
    InstalmentReminder,
    Invoice,
    InvoiceLine,
    LedgerEntry,
    PaymentAttempt,
    Receipt,
    RefundRequest,
    RefusedAdmission,
    RefusedFeedLine,
    SupportingDocument,
)
from peristyle.enrolment.models import Subject as CorrectionSubject
from peristyle.enrolment.queries import enrolments_of, present_campaign, supporting_documents_of
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.fees import quote, total
from peristyle.enrolment.rules.means import Means
from peristyle.enrolment.rules.situations import GapYear
from peristyle.enrolment.rules.supporting_documents import DocumentState

__all__ = [
    "Admission",
    "AdmissionImport",
    "Authorisation",
    "CorrectionRequest",
    "CorrectionSubject",
    "DocumentChange",
    "DocumentEvent",
    "DocumentState",
    "Enrolment",
    "EnrolmentFile",
    "EnrolmentPaid",
    "FeedRun",
    "FeedSource",
    "FileDecision",
    "GapYear",
    "GivenFile",
    "Instalment",
    "InstalmentPlan",
    "InstalmentReminder",
    "Invoice",
    "InvoiceLine",
    "LedgerEntry",
    "Means",
    "Origin",
    "PaymentAttempt",
    "Receipt",
    "RefundRequest",
    "RefusedAdmission",
    "RefusedFeedLine",
    "SupportingDocument",
    "authorise_reenrolments",
    "enrolments_of",
    "import_admissions",
    "import_feed",
    "index_admissions",
    "keep_document_file",
    "present_campaign",
    "quote",
    "request_feed_import",
    "request_import",
    "supporting_documents_of",
    "total",
]
