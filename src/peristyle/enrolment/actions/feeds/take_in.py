"""Take in what another system of scolarité says of its enrolments, whichever way it came."""

from collections.abc import Sequence
from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.utils import timezone

from peristyle.audit.public import record
from peristyle.curriculum.public import open_year
from peristyle.enrolment.actions.authorise_reenrolments import Authorisation, admission_of
from peristyle.enrolment.actions.draw_application_numbers import draw_application_numbers
from peristyle.enrolment.actions.establish import establish
from peristyle.enrolment.actions.office.cancel_enrolment import cancel_enrolment
from peristyle.enrolment.events import EnrolmentPaid
from peristyle.enrolment.models import CancellationReason, Enrolment, EnrolmentFile, FedEnrolment
from peristyle.enrolment.queries import standing_enrolments, students_by_number
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.feed_rows import FeedKey, FeedRow
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.kernel.importing.carrying import Written
from peristyle.kernel.importing.problems import Problem
from peristyle.people.public import Person, find_by_national_id, register_person, same_name, update_person

EXPLANATION = "Annulée dans l’autre système de scolarité"


class Refused(Exception):
    """A row cannot be taken in: the code of its problem, what was read."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(code)
        self.code, self.value = code, value


def take_in(rows: Sequence[FeedRow]) -> Written:
    """Enrol, bring up to date or cancel; the same rows twice change nothing. In the caller's transaction.

    An enrolment is known by student, period and path. Its money, its answers and its documents stay elsewhere; what
    was enrolled here as well keeps its own. What an officer cancelled here is not enrolled again.
    """
    known = _known(rows)
    done = Written()
    for row in rows:
        try:
            with transaction.atomic():
                _take_in(row, known.get(row.key), done)
        except Refused as refused:
            done.problems.append(Problem(row.line, refused.code, value=refused.value))
        except IntegrityError:
            done.problems.append(Problem(row.line, "number_or_ine_taken"))
    return done


def _known(rows: Sequence[FeedRow]) -> dict[FeedKey, FedEnrolment]:
    fed = FedEnrolment.objects.filter(student_code__in={row.key.student_code for row in rows})
    related = fed.select_related("enrolment__file__admission", "enrolment__step", "enrolment__academic_year")
    return {FeedKey(each.student_code, each.period, each.path): each for each in related}


def _take_in(row: FeedRow, fed: FedEnrolment | None, done: Written) -> None:
    if fed and not fed.enrolment.cancelled_at:
        done.updated += _cancel(row, fed) if row.cancelled else _bring_up_to_date(fed.enrolment, row)
        return
    if row.cancelled:
        return
    if fed and not fed.cancelled:
        raise Refused("cancelled_here", row.key.path[:100])
    person = Person.objects.select_for_update().get(pk=_person(row).pk)
    enrolment = _standing(person, row) or _enrol(person, row)
    FedEnrolment.objects.update_or_create(
        student_code=row.key.student_code,
        period=row.key.period,
        path=row.key.path,
        defaults={"enrolment": enrolment, "cancelled": False},
    )
    done.added += 1


def _person(row: FeedRow) -> Person:
    """Whoever bears the number, else the INE with the same birth date and name, else somebody new."""
    number, national_id = row.key.student_code, row.national_id or None
    by_number = students_by_number([number]).get(number)
    person = Person.objects.get(pk=by_number) if by_number else _by_national_id(row)
    if person is None:
        return register_person(
            birth_name=row.birth_name,
            given_name=row.given_name,
            birth_date=row.birth_date,
            national_id=national_id,
            backup_email=row.email,
            student_number=number,
            usual_name=row.usual_name,
            other_given_names=row.other_given_names,
            civility=row.civility,
            birth_place=row.birth_place,
            birth_country=row.birth_country,
        )
    if person.birth_date != row.birth_date:
        raise Refused("other_birth_date", f"{row.birth_date:%d/%m/%Y}")
    if national_id and person.national_id and person.national_id != national_id:
        raise Refused("other_national_id", national_id)
    update_person(person, student_number=person.student_number or number, national_id=person.national_id or national_id)
    return person


def _by_national_id(row: FeedRow) -> Person | None:
    person = find_by_national_id(row.national_id, row.birth_date) if row.national_id else None
    return person if person and same_name(person.birth_name, row.birth_name) else None


def _standing(person: Person, row: FeedRow) -> Enrolment | None:
    """The same étape of the same year, enrolled here by its own way."""
    own = standing_enrolments().filter(person=person, step=row.step_id, academic_year=row.academic_year)
    return own.first()


def _enrol(person: Person, row: FeedRow) -> Enrolment:
    year = open_year(row.academic_year)
    number = draw_application_numbers(Origin.ELSEWHERE, year.number, 1)[0]
    authorised = Authorisation(person.pk, row.step_id, year.number, row.grant_holder)
    admission = admission_of(person, number, authorised, Origin.ELSEWHERE)
    admission.save()
    file = EnrolmentFile.objects.create(
        admission=admission,
        language=person.language,
        started_at=clock.now(),
        national_id=row.national_id,
        **_answers(row),
    )
    enrolment = establish(person, file, _validated_at(row), main=row.main)
    record("enrolment.take_in", subject=person, enrolment=enrolment.pk, step=enrolment.step.code, year=year.number)
    emit(EnrolmentPaid(enrolment_id=enrolment.pk, person_id=person.pk, academic_year=year.number))
    return enrolment


def _answers(row: FeedRow) -> dict[str, str]:
    return {
        "settled_elsewhere": row.payment.value,
        "gap_year": row.gap_year.value,
        "mobility": row.mobility.value,
    }


def _validated_at(row: FeedRow) -> datetime:
    if row.enrolled_on is None:
        return clock.now()
    return timezone.make_aware(datetime.combine(row.enrolled_on, time.min))


def _cancel(row: FeedRow, fed: FedEnrolment) -> bool:
    reason = CancellationReason.RESIGNATION if row.gave_up else CancellationReason.MISTAKE
    cancel_enrolment(fed.enrolment, reason=reason, explanation=EXPLANATION, by=None)
    FedEnrolment.objects.filter(pk=fed.pk).update(cancelled=True)
    return True


def _bring_up_to_date(enrolment: Enrolment, row: FeedRow) -> bool:
    """Whether something changed in what the other system settled."""
    file = enrolment.file
    if not file.settled_elsewhere:
        return False
    changed = [name for name, value in _answers(row).items() if getattr(file, name) != value]
    for name in changed:
        setattr(file, name, _answers(row)[name])
    if changed:
        file.save(update_fields=changed)
    granted = file.admission.grant_holder != row.grant_holder
    if granted:
        file.admission.grant_holder = row.grant_holder
        file.admission.save(update_fields=["grant_holder"])
    return bool(changed) or granted
