"""Admitted people and their files, as far as a test wants them."""

from datetime import date
from typing import Any

import factory

from peristyle.curriculum.public import Degree, Level, Step, open_year
from peristyle.enrolment.actions.issue_invoice import issue_invoice
from peristyle.enrolment.actions.start_payment import start_payment
from peristyle.enrolment.models import Admission, EnrolmentFile, Invoice, PaymentAttempt
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.kernel import clock
from peristyle.people.public import Component, sync_components
from tests.harness.factories import HouseFactory

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


def an_invoice(**facts: Any) -> Invoice:
    """The invoice of a file in which only the payment is missing."""
    return issue_invoice(ReadyFileFactory.create(**facts))


def an_attempt(file: EnrolmentFile | None = None, **facts: Any) -> PaymentAttempt:
    """Somebody has just left for the bank."""
    attempt = start_payment(file or ReadyFileFactory.create(**facts))
    assert attempt is not None
    return attempt
