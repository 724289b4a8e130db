"""Reading what a file has to pay, what was tried at the bank, and receipts."""

from dataclasses import dataclass

from django.db.models import QuerySet

from peristyle.enrolment.models import EnrolmentFile, Exemption, Invoice, PaymentAttempt, Receipt
from peristyle.enrolment.ports import LaterPayment, Payer, PaymentOrder, Question
from peristyle.enrolment.queries.books import pays_in_instalments
from peristyle.enrolment.queries.enrolments import standing_enrolments
from peristyle.enrolment.queries.files import OpenedFile, known_person
from peristyle.enrolment.rules.fees import QuoteLine, Rate, Waiver, quote
from peristyle.enrolment.rules.instalments import NotInInstalments, PlannedPart, schedule, why_not_in_instalments
from peristyle.enrolment.rules.payment_progress import PaymentProgress, payment_progress
from peristyle.enrolment.rules.situations import GapYear
from peristyle.kernel import clock, institution
from peristyle.kernel.addresses import absolute
from peristyle.people.public import Person


def quote_of(file: EnrolmentFile) -> tuple[QuoteLine, ...]:
    """What this file has to pay today. Raises NoTariffError."""
    fees = institution.current().fees
    return quote(
        file.admission.step.degree.level,
        clock.today(),
        fees.national,
        rate=rate_of(file),
        rights=fees.optional,
        chosen=file.optional_rights,
        grant_holder=file.admission.grant_holder,
        grant_holders_exempt=fees.grant_holders_exempt,
        waiver=_waiver_of(file),
    )


def rate_of(file: EnrolmentFile) -> Rate:
    """The reduced one for who has another étape of the year already, the gap year's, or the full one."""
    person = known_person(file)
    if person and is_secondary(person, file):
        return Rate.REDUCED
    return Rate.GAP_YEAR if file.gap_year == GapYear.YEAR else Rate.FULL


def is_secondary(person: Person, file: EnrolmentFile) -> bool:
    """Whether the person has a main enrolment of that year in another étape."""
    admission = file.admission
    mains = standing_enrolments().filter(person=person, academic_year=admission.academic_year_id, main=True)
    return mains.exclude(file=file).exists()


def standing_exemption(file: EnrolmentFile) -> Exemption | None:
    """What an officer exempted this file of."""
    return Exemption.objects.filter(file=file, withdrawn_at=None).first()


@dataclass(frozen=True)
class InstalmentOffer:
    """The schedule somebody may choose today, or why there is none."""

    parts: tuple[PlannedPart, ...] = ()
    why_not: NotInInstalments | None = None


def instalment_offer(file: EnrolmentFile, total_cents: int) -> InstalmentOffer:
    """Whether this file may be paid in several times today, and how."""
    rules, person = institution.current().fees.instalments, known_person(file)
    why_not = why_not_in_instalments(
        total_cents,
        clock.today(),
        minimum_cents=rules.minimum_cents,
        windows=rules.windows,
        already_this_year=person is not None and pays_in_instalments(person, file),
    )
    if why_not:
        return InstalmentOffer(why_not=why_not)
    return InstalmentOffer(schedule(total_cents, clock.today(), count=rules.count, every_months=rules.every_months))


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


def receipts() -> QuerySet[Receipt]:
    """Receipts with all that they print: a query for each kind of thing."""
    return Receipt.objects.select_related(
        "invoice__file__admission__academic_year",
        "invoice__file__admission__step__degree__component",
        "invoice__file__enrolment__person",
    ).prefetch_related("invoice__lines", "invoice__credits", "invoice__entries")


def receipts_of(person: Person) -> QuerySet[Receipt]:
    """The receipts of a person's enrolments."""
    return receipts().filter(invoice__file__enrolment__person=person)


def receipt_numbers_of(person: Person) -> dict[int, str]:
    """The number of the receipt of each of a person's files."""
    receipts_by_file = Receipt.objects.filter(invoice__file__enrolment__person=person)
    return dict(receipts_by_file.values_list("invoice__file_id", "number"))


def payment_order(attempt: PaymentAttempt) -> PaymentOrder:
    """What we ask of the bank for an attempt."""
    file = attempt.invoice.file
    admission = file.admission
    return PaymentOrder(
        reference=attempt.reference,
        amount_cents=attempt.amount_cents,
        subject=f"{admission.step} {attempt.invoice.number}",
        payer=Payer(
            email=file.personal_email,
            given_name=admission.given_name,
            name=admission.usual_name or admission.birth_name,
            street=file.street,
            postal_code=file.postal_code,
            city=file.city,
            country=file.country,
        ),
        return_url=absolute("enrolment:back_to_payments" if attempt.by_id else "enrolment:back_from_bank"),
        cancel_url=absolute("enrolment:back_to_payments" if attempt.by_id else "enrolment:given_up"),
        notification_url=absolute("enrolment:notification", attempt.provider),
        later=_later_payments(attempt),
        session=attempt.bank_session,
    )


def attempts_with_files() -> QuerySet[PaymentAttempt]:
    """Attempts with all that their order tells the bank."""
    return PaymentAttempt.objects.select_related(
        "instalment__plan",
        "invoice__file__admission__step__degree__component",
        "invoice__file__admission__academic_year",
    )


def unanswered_attempts() -> QuerySet[PaymentAttempt]:
    """Attempts the bank has said nothing about."""
    return PaymentAttempt.objects.filter(refused_at=None, entries=None)


def question_about(attempt: PaymentAttempt) -> Question:
    """What the bank is asked."""
    return Question(attempt.reference, attempt.bank_session, attempt.started_at)


def _later_payments(attempt: PaymentAttempt) -> tuple[LaterPayment, ...]:
    if attempt.instalment is None or attempt.instalment.plan.agreed_at:
        return ()
    later = attempt.instalment.plan.instalments.filter(position__gt=attempt.instalment.position)
    return tuple(LaterPayment(part.amount_cents, part.due_on) for part in later)


def _waiver_of(file: EnrolmentFile) -> Waiver | None:
    exemption = standing_exemption(file)
    return Waiver(exemption.amount_cents) if exemption else None
