"""Write down the admissions of people who have not enrolled yet."""

from collections.abc import Iterable
from datetime import datetime

from peristyle.accounts.public import login_candidates
from peristyle.curriculum.public import AcademicYear, Step
from peristyle.demo.actions.write_teaching import Steps
from peristyle.demo.university.cast import NEWCOMERS
from peristyle.demo.university.draw import DrawnApplicant
from peristyle.demo.university.identities import Identity
from peristyle.enrolment.public import Admission, Origin, index_admissions
from peristyle.kernel import clock
from peristyle.people.public import Person

ORIGIN_OF_LETTER = {"P": Origin.PARCOURSUP, "E": Origin.ECANDIDAT}


def write_admissions(applicants: Iterable[DrawnApplicant], year: AcademicYear, steps: Steps) -> None:
    """The newcomers people may enrol as, and everybody else who was admitted to `year`."""
    now = clock.now()
    admissions = Admission.objects.bulk_create(
        admission_of(
            newcomer.identity,
            newcomer.application_number,
            year=year,
            step=steps[newcomer.step],
            email=newcomer.email,
            grant_holder=newcomer.grant_holder,
            recorded_at=now,
        )
        for newcomer in NEWCOMERS
    )
    admissions += Admission.objects.bulk_create(
        admission_of(
            applicant.identity,
            applicant.application_number,
            year=year,
            step=steps[applicant.degree.step_code(applicant.year_of_study)],
            email=_address(applicant),
            grant_holder=applicant.grant_holder,
            recorded_at=now,
        )
        for applicant in applicants
    )
    index_admissions([admission.pk for admission in admissions])


def admission_of(
    identity: Identity,
    application_number: str,
    *,
    year: AcademicYear,
    step: Step,
    email: str,
    grant_holder: bool,
    recorded_at: datetime,
    person: Person | None = None,
) -> Admission:
    """An admission, not saved yet."""
    return Admission(
        person=person,
        application_number=application_number,
        academic_year=year,
        origin=ORIGIN_OF_LETTER[application_number[0]],
        birth_name=identity.birth_name,
        given_name=identity.given_name,
        other_given_names=identity.other_given_names,
        usual_name=identity.usual_name,
        civility=identity.civility,
        birth_date=identity.birth_date,
        birth_place=identity.birth_place,
        birth_country=identity.birth_country,
        email=email,
        step=step,
        grant_holder=grant_holder,
        recorded_at=recorded_at,
    )


def _address(applicant: DrawnApplicant) -> str:
    identity = applicant.identity
    plain = next(login_candidates(identity.given_name, identity.birth_name, "example.org"))
    return plain.replace("@", f".{applicant.application_number[-4:]}@")
