"""Enrol the holder of a settled invoice: the receipt, the enrolment, the person, their affiliation and account."""

from django.db import IntegrityError, transaction

from peristyle.accounts.public import account_of_person
from peristyle.audit.public import record
from peristyle.enrolment.actions.establish import establish
from peristyle.enrolment.actions.next_number import RECEIPTS, next_number
from peristyle.enrolment.actions.raise_decisions import raise_decision
from peristyle.enrolment.actions.send_receipt import send_receipt
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import EnrolmentFile, Invoice, Receipt
from peristyle.enrolment.queries import confirmed_address, known_person
from peristyle.enrolment.rules.decisions import DecisionKind
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person, register_person, set_backup_email, update_person


def enrol(person: Person, invoice: Invoice) -> None:
    """All that an enrolment is made of, in the caller's transaction, which has locked the invoice and the person."""
    now = clock.now()
    file = invoice.file
    receipt = Receipt.objects.create(invoice=invoice, number=next_number(RECEIPTS), issued_at=now)
    enrolment = establish(person, file, now)
    record(
        "enrolment.enrol",
        subject=person,
        enrolment=enrolment.pk,
        invoice=invoice.number,
        receipt=receipt.number,
        amount_cents=invoice.total_cents,
    )
    send_receipt.enqueue(receipt.pk)
    emit(EnrolmentPaid(enrolment_id=enrolment.pk, person_id=person.pk, academic_year=enrolment.academic_year_id))


def person_to_enrol(file: EnrolmentFile) -> Person:
    """Whoever the university knows by this INE, or somebody new; held until the end of the transaction."""
    person = known_person(file) or _register(file)
    Person.objects.select_for_update().get(pk=person.pk)
    if file.admission.person and file.national_id and not person.national_id:
        _learn_national_id(person, file)
    account = account_of_person(person.pk)
    confirmed = confirmed_address(file)
    # Whoever holds an active account changes this address there, with their password.
    if confirmed and (account is None or not hasattr(account, "activation")):
        set_backup_email(person, confirmed.address, verified_at=confirmed.confirmed_at)
    return person


def _learn_national_id(person: Person, file: EnrolmentFile) -> None:
    """Whoever came from abroad was given an INE since their first year."""
    try:
        with transaction.atomic():
            update_person(person, national_id=file.national_id)
    except IntegrityError:
        person.national_id = None
        record("enrolment.national_id_taken", subject=person, file=file.pk)


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
