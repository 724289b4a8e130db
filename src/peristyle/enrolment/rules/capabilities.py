"""What officers may do in scolarité, and within which composante."""

from dataclasses import dataclass

IMPORT_ADMISSIONS = "enrolment.import_admissions"
AUTHORISE_REENROLMENTS = "enrolment.authorise_reenrolments"
REFUND_PAYMENTS = "enrolment.refund_payments"
RECORD_PAYMENTS = "enrolment.record_payments"
CHECK_DOCUMENTS = "enrolment.check_documents"
READ_STUDENTS = "enrolment.read_students"
DECIDE_FILES = "enrolment.decide_files"
CORRECT_IDENTITY = "enrolment.correct_identity"
CANCEL_ENROLMENTS = "enrolment.cancel_enrolments"
ENROL_ON_THE_SPOT = "enrolment.enrol_on_the_spot"
READ_FIGURES = "enrolment.read_figures"
EXPORT_ENROLMENTS = "enrolment.export_enrolments"
READ_FEEDS = "enrolment.read_feeds"
IMPORT_ENROLMENTS = "enrolment.import_enrolments"
OFFICE = (
    READ_STUDENTS,
    DECIDE_FILES,
    CORRECT_IDENTITY,
    CANCEL_ENROLMENTS,
    ENROL_ON_THE_SPOT,
    READ_FIGURES,
    EXPORT_ENROLMENTS,
    IMPORT_ENROLMENTS,
)


@dataclass(frozen=True)
class Within:
    """A thing of a composante; None: of the whole institution, for who may act everywhere."""

    scope: str | None
