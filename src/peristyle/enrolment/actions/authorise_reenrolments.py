"""Authorise known persons to enrol again: each has an admission without having applied."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from peristyle.audit.public import record
from peristyle.curriculum.public import Step, open_year
from peristyle.enrolment.actions.draw_application_numbers import draw_application_numbers
from peristyle.enrolment.models import Admission
from peristyle.enrolment.queries import live_admissions
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.kernel import clock
from peristyle.people.public import Person, write_to

#: What `live_admissions` tells of each.
IS_SETTLED = attrgetter("settled")


@dataclass(frozen=True)
class Authorisation:
    """Somebody may enrol in an étape of a year."""

    person_id: int
    step_id: int
    academic_year: int
    grant_holder: bool


@dataclass
class Authorised:
    """What became of authorisations; those told of nowhere stood already."""

    added: list[Admission] = field(default_factory=list)
    updated: list[Admission] = field(default_factory=list)
    settled: list[Authorisation] = field(default_factory=list)


class AlreadySettled(Exception):
    """The person is enrolled already, as something else than what is authorised now."""


def authorise_reenrolment(person: Person, step: Step, year: int, *, grant_holder: bool, by: Person) -> Admission:
    """Let one person enrol again. Raises AlreadySettled."""
    asked = Authorisation(person.pk, step.pk, year, grant_holder)
    done = authorise_reenrolments([asked])
    if done.settled:
        raise AlreadySettled
    record("enrolment.authorise_reenrolment", actor=by, subject=person, step=step.code, year=year)
    own = live_admissions([person.pk]).filter(step=step, academic_year=year)
    return max(own.order_by("pk"), key=IS_SETTLED)


def authorise_reenrolments(asked: Sequence[Authorisation]) -> Authorised:
    """Write the admissions of those who have none for their étape and year, and tell them by mail; twice is once."""
    years = {year: open_year(year) for year in {each.academic_year for each in asked}}
    # Held until the end, so that two files brought at once do not admit somebody twice.
    people = Person.objects.select_for_update().order_by("pk").in_bulk([each.person_id for each in asked])
    existing = {
        (admission.person_id, admission.step_id, admission.academic_year_id): admission
        # Of several by which one étape was given, the one that was settled counts: the last written stays.
        for admission in sorted(live_admissions(people).order_by("-pk"), key=IS_SETTLED)
    }
    done = Authorised()
    missing = []
    for each in asked:
        admission = existing.get((each.person_id, each.step_id, each.academic_year))
        if admission is None:
            missing.append(each)
        elif admission.grant_holder != each.grant_holder:
            if IS_SETTLED(admission):
                done.settled.append(each)
            else:
                admission.grant_holder = each.grant_holder
                done.updated.append(admission)
    Admission.objects.bulk_update(done.updated, ["grant_holder"])
    done.added = Admission.objects.bulk_create(_admissions(missing, people))
    steps = Step.objects.in_bulk({each.step_id for each in missing})
    for admission in done.added:
        write_to(
            people[admission.person_id],
            "enrolment/letters/reenrolment",
            step=str(steps[admission.step_id]),
            year=str(years[admission.academic_year_id]),
            application_number=admission.application_number,
        )
    return done


def _admissions(missing: Sequence[Authorisation], people: dict[int, Person]) -> list[Admission]:
    admissions = []
    for year in {each.academic_year for each in missing}:
        of_the_year = [each for each in missing if each.academic_year == year]
        numbers = draw_application_numbers(Origin.REENROLMENT, year, len(of_the_year))
        admissions += [
            admission_of(people[each.person_id], number, each)
            for each, number in zip(of_the_year, numbers, strict=True)
        ]
    return admissions


def admission_of(
    person: Person, number: str, authorised: Authorisation, origin: Origin = Origin.REENROLMENT
) -> Admission:
    """The admission of somebody the university knows, not saved yet."""
    return Admission(
        person=person,
        application_number=number,
        academic_year_id=authorised.academic_year,
        origin=origin,
        birth_name=person.birth_name,
        given_name=person.given_name,
        other_given_names=person.other_given_names,
        usual_name=person.usual_name,
        civility=person.civility,
        birth_date=person.birth_date,
        birth_place=person.birth_place,
        birth_country=person.birth_country,
        email=person.backup_email,
        step_id=authorised.step_id,
        grant_holder=authorised.grant_holder,
        recorded_at=clock.now(),
    )
