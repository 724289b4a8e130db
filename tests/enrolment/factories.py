"""Admitted people and their files, as far as a test wants them."""

from datetime import date
from typing import Any

import factory

from peristyle.accounts.public import open_account
from peristyle.curriculum.public import Degree, Level, Step, open_year
from peristyle.enrolment.actions.issue_invoice import issue_invoice
from peristyle.enrolment.actions.record_payment import record_payment
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Admission, Enrolment, EnrolmentFile, Invoice, PaymentAttempt
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.means import Means
from peristyle.kernel import clock, institution
from peristyle.people.public import (
    AffiliationKind,
    Component,
    Person,
    give_student_number,
    open_affiliation,
    register_person,
    sync_components,
)
from tests.harness.factories import HouseFactory
from tests.people.factories import PersonFactory

YEAR = 2026
ADDRESS = "lea.martin@example.net"


def component(code: str = "ECO") -> Component:
    """A composante of the institution."""
    sync_components()
    return Component.objects.get(code=code)


class DegreeFactory(HouseFactory[Degree]):
    class Meta:
        model = Degree
        django_get_or_create = ("code",)

    code = "LECO"
    name = "Licence Économie"
    level = Level.LICENCE
    component = factory.LazyFunction(component)


class StepFactory(HouseFactory[Step]):
    class Meta:
        model = Step
        django_get_or_create = ("code", "version")

    code = "EE1"
    version = "100"
    label = "L1 Economie"
    degree = factory.SubFactory(DegreeFactory)
    year_of_study = 1


class AdmissionFactory(HouseFactory[Admission]):
    class Meta:
        model = Admission

    application_number = factory.Sequence(lambda number: f"P26{number:07d}")
    academic_year = factory.LazyFunction(lambda: open_year(YEAR))
    origin = Origin.PARCOURSUP
    birth_name = "Martin"
    given_name = "Léa"
    birth_date = date(2007, 5, 12)
    birth_place = "Nîmes"
    birth_country = "France"
    email = ADDRESS
    step = factory.SubFactory(StepFactory)
    recorded_at = factory.LazyFunction(clock.now)


class FileFactory(HouseFactory[EnrolmentFile]):
    """A file just opened."""

    class Meta:
        model = EnrolmentFile

    admission = factory.SubFactory(AdmissionFactory)
    language = "fr"
    started_at = factory.LazyFunction(clock.now)


class ReadyFileFactory(FileFactory):
    """A file in which only the payment is missing."""

    national_id = ""
    cvec_number = "MON1-AB12CD-34"
    identified_at = factory.LazyFunction(clock.now)
    street = "12 rue de l’Université"
    postal_code = "34000"
    city = "Montpellier"
    country = "FR"
    phone = "06 12 34 56 78"
    personal_email = ADDRESS
    contact_given_at = factory.LazyFunction(clock.now)
    personal_email_confirmed_at = factory.LazyFunction(clock.now)
    step_confirmed_at = factory.LazyFunction(clock.now)
    situation_given_at = factory.LazyFunction(clock.now)


def a_former_student(year: int, *, national_id: str) -> Person:
    """Léa Martin, enrolled in the étape of the year `year`, with an account that she never activated."""
    person = register_person(
        birth_name="Martin",
        given_name="Léa",
        birth_date=date(2007, 5, 12),
        national_id=national_id,
        backup_email=ADDRESS,
        backup_email_verified=True,
    )
    give_student_number(person)
    admission = AdmissionFactory.create(
        application_number=f"P{year % 100}0000042", academic_year=open_year(year), person=person
    )
    file = ReadyFileFactory.create(admission=admission, national_id=national_id)
    Enrolment.objects.create(
        file=file, person=person, step=admission.step, academic_year_id=year, validated_at=clock.now()
    )
    bounds = admission.academic_year
    open_affiliation(
        person,
        AffiliationKind.STUDENT,
        starts_on=bounds.starts_on,
        ends_on=bounds.ends_on,
        source="enrolment",
        source_reference=f"{year}/{admission.application_number}",
        component=admission.step.degree.component,
    )
    open_account(person, domain=institution.current().domains.student, activatable_at=clock.now())
    return person


def an_invoice(**facts: Any) -> Invoice:
    """The invoice of a file in which only the payment is missing."""
    return issue_invoice(ReadyFileFactory.create(**facts))


def an_attempt(file: EnrolmentFile | None = None, **facts: Any) -> PaymentAttempt:
    """Somebody has just left for the bank."""
    attempt = start_payment(file or ReadyFileFactory.create(**facts))
    assert attempt is not None
    return attempt


def an_enrolment(**facts: Any) -> Enrolment:
    """Somebody is enrolled: their fee came by cheque."""
    invoice = an_invoice(**facts)
    record_payment(invoice, Means.CHEQUE, invoice.total_cents, f"C{invoice.pk}", PersonFactory.create())
    return Enrolment.objects.select_related("person", "step", "academic_year").get(file=invoice.file)
