"""Reading admissions, files, invoices, enrolments, imports."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from peristyle.curriculum.public import all_steps, year_start
from peristyle.enrolment.models import (
    Admission,
    AdmissionImport,
    EmailConfirmation,
    Enrolment,
    EnrolmentFile,
    Invoice,
    Payment,
    PaymentAttempt,
    Receipt,
)
from peristyle.enrolment.ports import Payer, PaymentOrder
from peristyle.enrolment.rules.admission_rows import KnownStep
from peristyle.enrolment.rules.campaigns import campaign_year
from peristyle.enrolment.rules.capabilities import IMPORT_ADMISSIONS, REFUND_PAYMENTS, Within
from peristyle.enrolment.rules.fees import QuoteLine, quote
from peristyle.enrolment.rules.payment_progress import PaymentProgress, payment_progress
from peristyle.enrolment.rules.progress import FileStep
from peristyle.kernel import clock, institution
from peristyle.kernel.addresses import absolute
from peristyle.kernel.permissions import can, roles_with
from peristyle.people.public import Person, find_by_national_id, same_name


def present_campaign() -> int:
    """The academic year people enrol in today."""
    return campaign_year(clock.today(), *year_start())


def known_steps() -> dict[tuple[str, str | None], KnownStep]:
    """Every étape by code and version, and by code alone for the newest version."""
    found: dict[tuple[str, str | None], KnownStep] = {}
    for step in all_steps().order_by("code", "version"):
        found[step.code, step.version] = found[step.code, None] = KnownStep(step.pk, step.degree.component_id)
    return found


def imports_visible_to(person: Person) -> QuerySet[AdmissionImport]:
    """The imports an officer may look at: all for who may import everywhere, one's own within a composante."""
    imports = AdmissionImport.objects.select_related("requested_by").defer("text")
    if can(person, IMPORT_ADMISSIONS, Within(None)):
        return imports
    return imports.filter(requested_by=person)


def find_admission(application_number: str, birth_date: date, email: str) -> Admission | None:
    """The newest admission that these three tell; one query, whatever is wrong."""
    admissions = Admission.objects.filter(
        application_number=application_number, birth_date=birth_date, email__iexact=email
    )
    return admissions.order_by("-academic_year_id").first()


@dataclass(frozen=True)
class OpenedFile:
    """A file with its admission, étape and composante, and the steps answered in it."""

    file: EnrolmentFile
    done: frozenset[FileStep]

    @property
    def paid(self) -> bool:
        """Whether a receipt was issued."""
        return FileStep.FEES in self.done


def opened_file(file_id: int) -> OpenedFile | None:
    """A file and how far it is: one query."""
    paid = Exists(Receipt.objects.filter(invoice__file=OuterRef("pk")))
    files = EnrolmentFile.objects.select_related(
        "admission__academic_year", "admission__step__degree__component"
    ).annotate(paid=paid)
    file = files.filter(pk=file_id).first()
    if file is None:
        return None
    answers = {
        FileStep.IDENTIFIERS: file.identified_at,
        FileStep.CONTACT: file.contact_given_at,
        FileStep.EMAIL: file.personal_email_confirmed_at,
        FileStep.STEP: file.step_confirmed_at,
        FileStep.FEES: file.paid,
    }
    return OpenedFile(file, frozenset(step for step, answer in answers.items() if answer))


def live_confirmation(file: EnrolmentFile) -> EmailConfirmation | None:
    """The confirmation that waits for its code."""
    return EmailConfirmation.objects.filter(file=file, superseded_at=None, used_at=None).first()


@dataclass(frozen=True)
class ConfirmedAddress:
    """A personal address whose holder typed the code sent to it."""

    address: str
    confirmed_at: datetime


def confirmed_address(file: EnrolmentFile) -> ConfirmedAddress | None:
    """The last address confirmed in a file: another may have been typed since."""
    if file.personal_email_confirmed_at:
        return ConfirmedAddress(file.personal_email, file.personal_email_confirmed_at)
    used = EmailConfirmation.objects.filter(file=file, used_at__isnull=False).first()
    return ConfirmedAddress(used.sent_to, used.used_at) if used and used.used_at else None


def quote_of(file: EnrolmentFile) -> tuple[QuoteLine, ...]:
    """What this file has to pay today. Raises NoTariffError."""
    fees = institution.current().fees
    return quote(
        file.admission.step.degree.level,
        clock.today(),
        fees.national,
        grant_holder=file.admission.grant_holder,
        grant_holders_exempt=fees.grant_holders_exempt,
    )


def standing_invoice(file: EnrolmentFile) -> Invoice | None:
    """The invoice of a file that is to be paid, or was, with its lines."""
    return Invoice.objects.filter(file=file, cancelled_at=None).prefetch_related("lines").first()


def newest_attempt(file: EnrolmentFile) -> PaymentAttempt | None:
    """The last time the holder of a file left for the bank, for the invoice that stands."""
    attempts = PaymentAttempt.objects.filter(invoice__file=file, invoice__cancelled_at=None)
    return attempts.select_related("invoice").order_by("-started_at", "-id").first()


def payment_progress_of(opened: OpenedFile) -> PaymentProgress:
    """Where the payment of a file stands."""
    newest = newest_attempt(opened.file)
    return payment_progress(paid=opened.paid, refused=bool(newest.refused_at) if newest else None)


def known_person(file: EnrolmentFile) -> Person | None:
    """The person the university already knows: the same INE, birth date and civil name."""
    if not file.national_id:
        return None
    person = find_by_national_id(file.national_id, file.admission.birth_date)
    if person is None or not same_name(person.birth_name, file.admission.birth_name):
        return None
    return person


def is_enrolled(person: Person, file: EnrolmentFile) -> bool:
    """Whether the person is enrolled already in the étape and year of this file."""
    admission = file.admission
    return Enrolment.objects.filter(
        person=person, step_id=admission.step_id, academic_year_id=admission.academic_year_id
    ).exists()


def receipts() -> QuerySet[Receipt]:
    """Receipts with all that they print: three queries."""
    return Receipt.objects.select_related(
        "invoice__file__admission__academic_year",
        "invoice__file__admission__step__degree__component",
        "invoice__file__enrolment__person",
    ).prefetch_related("invoice__lines", "invoice__payments")


def enrolments_of(person: Person) -> QuerySet[Enrolment]:
    """The enrolments of a person, newest year first, with what a page shows of them: two queries."""
    return Enrolment.objects.filter(person=person).select_related("academic_year", "step__degree__component")


def receipts_of(person: Person) -> QuerySet[Receipt]:
    """The receipts of a person's enrolments."""
    return receipts().filter(invoice__file__enrolment__person=person)


def receipt_numbers_of(person: Person) -> dict[int, str]:
    """The number of the receipt of each of a person's files."""
    receipts_by_file = Receipt.objects.filter(invoice__file__enrolment__person=person)
    return dict(receipts_by_file.values_list("invoice__file_id", "number"))


def payment_order(attempt: PaymentAttempt, file: EnrolmentFile) -> PaymentOrder:
    """What we ask of the bank for an attempt."""
    admission = file.admission
    return PaymentOrder(
        reference=attempt.reference,
        amount_cents=attempt.amount_cents,
        payer=Payer(
            email=file.personal_email,
            given_name=admission.given_name,
            name=admission.usual_name or admission.birth_name,
            street=file.street,
            postal_code=file.postal_code,
            city=file.city,
            country=file.country,
        ),
        return_url=absolute("enrolment:back_from_bank"),
        cancel_url=absolute("enrolment:given_up"),
        notification_url=absolute("enrolment:notification", attempt.provider),
    )


def unanswered_attempts() -> QuerySet[PaymentAttempt]:
    """Attempts the bank has said nothing about."""
    return PaymentAttempt.objects.filter(refused_at=None, payments=None, invoice__receipt=None)


def payments_to_refund(officer: Person) -> QuerySet[Payment]:
    """Money owed back that an officer may give back, oldest first."""
    owed = Payment.objects.filter(refund_due_at__isnull=False, refund=None)
    if not can(officer, REFUND_PAYMENTS, Within(None)):
        components = [held.scope for held in officer.held_roles() if held.role in roles_with(REFUND_PAYMENTS)]
        owed = owed.filter(invoice__file__admission__step__degree__component__in=components)
    return owed.select_related("invoice__file__admission__step").order_by("refund_due_at", "pk")
