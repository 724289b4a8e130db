"""Cancel an enrolment."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.public import withdraw
from peristyle.enrolment.actions.establish import SOURCE
from peristyle.enrolment.actions.owe_refund import owe_refund
from peristyle.enrolment.events import EnrolmentCancelled
from peristyle.enrolment.models import CancellationReason, Enrolment
from peristyle.enrolment.queries import standing_enrolments
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Affiliation, Person, update_affiliation, void_affiliation, write_to


class AlreadyCancelled(Exception):
    """It stands no more."""


@transaction.atomic
def cancel_enrolment(enrolment: Enrolment, *, reason: CancellationReason, explanation: str, by: Person | None) -> None:
    """The enrolment stands no more: its tie ends, its units are left, its money is owed back by its rules.

    Whoever gives up was a student until today; a mistake never made one. Raises AlreadyCancelled.
    """
    person = Person.objects.select_for_update().get(pk=enrolment.person_id)
    standing = standing_enrolments().filter(pk=enrolment.pk)
    if not standing.update(cancelled_at=clock.now(), cancelled_by=by, cancellation_reason=reason):
        raise AlreadyCancelled
    enrolment.refresh_from_db(fields=["cancelled_at", "cancelled_by", "cancellation_reason"])
    if enrolment.main:
        _make_another_main(enrolment)
    _end_tie(enrolment, reason=reason, explanation=explanation, by=by)
    withdraw(person, enrolment.step, enrolment.academic_year_id, by=by)
    record(
        "enrolment.cancel_enrolment",
        actor=by,
        subject=person,
        enrolment=enrolment.pk,
        step=enrolment.step.code,
        year=enrolment.academic_year_id,
        reason=reason,
        explanation=explanation,
    )
    owe_refund(enrolment.file, by=by)
    emit(EnrolmentCancelled(enrolment_id=enrolment.pk, person_id=person.pk, academic_year=enrolment.academic_year_id))
    write_to(
        person,
        "enrolment/letters/cancelled",
        step=str(enrolment.step),
        year=str(enrolment.academic_year),
        reason=reason.value,
        explanation=explanation,
    )


def _make_another_main(enrolment: Enrolment) -> None:
    """Of several enrolments of a year one is the main one: the oldest that is left."""
    others = standing_enrolments().filter(person=enrolment.person_id, academic_year=enrolment.academic_year_id)
    oldest = others.order_by("validated_at", "pk").first()
    if oldest:
        oldest.main = True
        oldest.save(update_fields=["main"])


def _end_tie(enrolment: Enrolment, *, reason: CancellationReason, explanation: str, by: Person | None) -> None:
    reference = f"{enrolment.academic_year_id}/{enrolment.file.admission.application_number}"
    tie = Affiliation.objects.filter(source=SOURCE, source_reference=reference).first()
    if tie is None:
        return
    today = clock.today()
    if reason == CancellationReason.RESIGNATION and tie.starts_on <= today:
        update_affiliation(tie, ends_on=today)
    else:
        void_affiliation(SOURCE, reference, reason=explanation, by=by)
