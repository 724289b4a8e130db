"""Enrol the holder of a settled invoice: the receipt, the enrolment, the person, their affiliation and account."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from peristyle.accounts.public import account_of_person, open_account
from peristyle.audit.public import record
from peristyle.curriculum.public import open_unit_choices
from peristyle.enrolment.actions.next_number import RECEIPTS, next_number
from peristyle.enrolment.actions.raise_decisions import raise_decision
from peristyle.enrolment.actions.send_receipt import send_receipt
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import Admission, Enrolment, EnrolmentFile, Invoice, Receipt
from peristyle.enrolment.queries import confirmed_address, has_main_enrolment, known_person
from peristyle.enrolment.rules.campaigns import affiliation_start
from peristyle.enrolment.rules.decisions import DecisionKind
from peristyle.kernel import clock, institution
from peristyle.kernel.events import emit
from peristyle.people.public import (
    AffiliationKind,
    Person,
    give_student_number,
    open_affiliation,
    register_person,
    set_backup_email,
)

SOURCE = "enrolment"


def enrol(person: Person, invoice: Invoice) -> None:
    """All that an enrolment is made of, in the caller's transaction, which has locked the invoice and the person."""
    now = clock.now()
    file = invoice.file
    admission = file.admission
    year = admission.academic_year
    receipt = Receipt.objects.create(invoice=invoice, number=next_number(RECEIPTS), issued_at=now)
    enrolment = Enrolment.objects.create(
        file=file,
        person=person,
        step=admission.step,
        academic_year=year,
        main=not has_main_enrolment(person, year.number),
        validated_at=now,
    )
    Admission.objects.filter(pk=admission.pk).update(person=person)
    give_student_number(person)
    open_affiliation(
        person,
        AffiliationKind.STUDENT,
        starts_on=affiliation_start(timezone.localdate(now), year.starts_on),
        ends_on=year.ends_on,
        source=SOURCE,
        source_reference=f"{year.number}/{admission.application_number}",
        component=admission.step.degree.component,
    )
    rules = institution.current()
    open_account(person, domain=rules.domains.student, activatable_at=now + rules.accounts.activation_delay)
    record(
        "enrolment.enrol",
        subject=person,
        enrolment=enrolment.pk,
        invoice=invoice.number,
        receipt=receipt.number,
        amount_cents=invoice.total_cents,
    )
    send_receipt.enqueue(receipt.pk)
    open_unit_choices(person, admission.step, year.number)
    emit(EnrolmentPaid(enrolment_id=enrolment.pk, person_id=person.pk, academic_year=year.number))


def person_to_enrol(file: EnrolmentFile) -> Person:
    """Whoever the university knows by this INE, or somebody new; held until the end of the transaction."""
    person = known_person(file) or _register(file)
    Person.objects.select_for_update().get(pk=person.pk)
    account = account_of_person(person.pk)
    confirmed = confirmed_address(file)
    # Whoever holds an active account changes this address there, with their password.
    if confirmed and (account is None or not hasattr(account, "activation")):
        set_backup_email(person, confirmed.address, verified_at=confirmed.confirmed_at)
    return person


def _register(file: EnrolmentFile) -> Person:
    try:
        with transaction.atomic():
            return _register_with(file, file.national_id or None)
    except IntegrityError:
        # Two payments of one person at the same instant, or an INE that is somebody else's: then one of the two is
        # mistaken and an officer must look, but who has paid is enrolled.
        person = known_person(file)
        if person is None:
            person = _register_with(file, None)
            record("enrolment.national_id_taken", subject=person, file=file.pk)
            raise_decision(file, DecisionKind.NATIONAL_ID_TAKEN)
        return person


def _register_with(file: EnrolmentFile, national_id: str | None) -> Person:
    admission = file.admission
    return register_person(
        birth_name=admission.birth_name,
        given_name=admission.given_name,
        birth_date=admission.birth_date,
        national_id=national_id,
        other_given_names=admission.other_given_names,
        usual_name=admission.usual_name,
        civility=admission.civility,
        birth_place=admission.birth_place,
        birth_country=admission.birth_country,
        phone=file.phone,
        language=file.language,
    )
