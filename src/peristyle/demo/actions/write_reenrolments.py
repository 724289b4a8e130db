"""Write down re-enrolments that wait, a second étape, gap years, and what students asked to be corrected."""

from collections.abc import Sequence
from datetime import timedelta

from peristyle.accounts.public import Account
from peristyle.demo.actions.write_teaching import Steps
from peristyle.demo.university.cast import CHARACTERS
from peristyle.enrolment.public import (
    Authorisation,
    CorrectionRequest,
    CorrectionSubject,
    Enrolment,
    EnrolmentFile,
    GapYear,
    authorise_reenrolments,
)
from peristyle.kernel import clock, institution
from peristyle.kernel.permissions import Role
from peristyle.people.public import Person

#: How many former students may come back, and how many of this year's take a semester off.
RETURNING, ON_LEAVE = 5, 4
#: The second étape of the student one signs in as.
SECOND_STEP = "DS1"
CORRECTIONS = (
    (CorrectionSubject.NAME, "Mon deuxième prénom est Anne, il manque. Voyez ma carte d’identité.", timedelta(days=2)),
    (CorrectionSubject.BIRTH, "Je suis né à Sète et non à Sens. Mon acte de naissance le dit.", timedelta(days=5)),
    (CorrectionSubject.PAST, "Il manque mon année de L1, faite ici.", timedelta(days=9)),
)


def write_reenrolments(campaign: int, this_year: int, steps: Steps) -> None:
    """Some of last year's students may enrol again and have not begun; Camille may take a second étape."""
    former = Enrolment.objects.filter(academic_year=this_year - 1).exclude(
        person__in=Enrolment.objects.filter(academic_year=this_year).values("person")
    )
    returning = former.exclude(person__backup_email="").order_by("person__student_number")[:RETURNING]
    authorise_reenrolments(
        [
            Authorisation(each.person_id, each.step_id, campaign, each.file.admission.grant_holder)
            for each in returning.select_related("file__admission")
        ]
    )
    student = _student()
    authorise_reenrolments([Authorisation(student.pk, steps[SECOND_STEP].pk, campaign, grant_holder=False)])
    _write_gap_years(this_year)
    _write_corrections(student, this_year)


def _student() -> Person:
    character = next(each for each in CHARACTERS if each.role == Role.STUDENT)
    login = f"{character.login_name}@{institution.current().domains.student}"
    return Account.objects.select_related("person").get(login=login).person


def _write_gap_years(year: int) -> None:
    later_years = Enrolment.objects.filter(academic_year=year, step__year_of_study__gt=1)
    on_leave = list(later_years.order_by("person__student_number").values_list("file_id", flat=True)[:ON_LEAVE])
    EnrolmentFile.objects.filter(pk__in=on_leave).update(gap_year=GapYear.SEMESTER)


def _write_corrections(student: Person, year: int) -> None:
    others = Enrolment.objects.filter(academic_year=year).exclude(person=student).order_by("person__student_number")
    people: Sequence[Person] = [student, *(each.person for each in others.select_related("person")[: len(CORRECTIONS)])]
    now = clock.now()
    for person, (subject, said, ago) in zip(people, CORRECTIONS, strict=False):
        CorrectionRequest.objects.create(person=person, subject=subject, said=said, asked_at=now - ago)
