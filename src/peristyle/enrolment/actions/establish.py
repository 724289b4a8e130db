"""Establish that a person is enrolled: the enrolment, their number, their tie, their account, their units."""

from datetime import datetime

from django.utils import timezone

from peristyle.accounts.public import open_account
from peristyle.curriculum.public import open_unit_choices
from peristyle.enrolment.models import Admission, Enrolment, EnrolmentFile
from peristyle.enrolment.queries import has_main_enrolment
from peristyle.enrolment.rules.campaigns import affiliation_start
from peristyle.kernel import clock, institution
from peristyle.people.public import AffiliationKind, Person, give_student_number, open_affiliation

SOURCE = "enrolment"


def establish(person: Person, file: EnrolmentFile, validated_at: datetime, *, main: bool = True) -> Enrolment:
    """In the caller's transaction, which has locked the person; whoever studied in a past year only gets no account."""
    admission = file.admission
    year = admission.academic_year
    enrolment = Enrolment.objects.create(
        file=file,
        person=person,
        step=admission.step,
        academic_year=year,
        main=main and not has_main_enrolment(person, year.number),
        validated_at=validated_at,
    )
    Admission.objects.filter(pk=admission.pk).update(person=person)
    give_student_number(person)
    open_affiliation(
        person,
        AffiliationKind.STUDENT,
        starts_on=affiliation_start(timezone.localdate(validated_at), year.starts_on),
        ends_on=year.ends_on,
        source=SOURCE,
        source_reference=f"{year.number}/{admission.application_number}",
        component=admission.step.degree.component,
    )
    if year.ends_on >= clock.today():
        rules = institution.current()
        activatable_at = clock.now() + rules.accounts.activation_delay
        open_account(person, domain=rules.domains.student, activatable_at=activatable_at)
    open_unit_choices(person, admission.step, year.number)
    return enrolment
