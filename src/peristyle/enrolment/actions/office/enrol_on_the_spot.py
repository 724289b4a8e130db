"""Enrol somebody at the counter who has no file."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.public import Step, open_year
from peristyle.enrolment.actions.draw_application_numbers import draw_application_numbers
from peristyle.enrolment.actions.exempt_file import exempt_file
from peristyle.enrolment.actions.issue_invoice import issue_invoice
from peristyle.enrolment.actions.record_payment import record_payment
from peristyle.enrolment.actions.settle_payment import settle_payment
from peristyle.enrolment.models import Admission, EnrolmentFile, Exemption
from peristyle.enrolment.queries import is_enrolled, known_person, present_campaign
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.means import Means
from peristyle.enrolment.rules.situations import Regime
from peristyle.kernel import clock
from peristyle.people.public import Person

HOME = "FR"


@dataclass(frozen=True)
class Identity:
    """Who stands at the counter, as their papers say; `person`: somebody the university knows already."""

    birth_name: str
    given_name: str
    birth_date: date
    civility: str = ""
    usual_name: str = ""
    birth_place: str = ""
    birth_country: str = ""
    national_id: str = ""
    person: Person | None = None


@dataclass(frozen=True)
class Situation:
    """What they enrol in, and how."""

    step: Step
    cvec_number: str
    regime: Regime = Regime.INITIAL
    grant_holder: bool = False


@dataclass(frozen=True)
class Reach:
    """Where they can be reached; the officer read the address with them."""

    personal_email: str
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True)
class Settlement:
    """How it is paid: by a means recorded by hand, by an exemption, or later by card (both None)."""

    means: Means | None = None
    exempt: bool = False
    reference: str = ""


class AlreadyEnrolled(Exception):
    """The person has this étape of this year."""


@transaction.atomic
def enrol_on_the_spot(
    identity: Identity, situation: Situation, reach: Reach, settlement: Settlement, *, by: Person
) -> Admission:
    """Admission and file in one act, then the payment, which enrols as any other does.

    Raises AlreadyEnrolled, NoTariffError, AlreadyRecorded.
    """
    admission = _admission(identity, situation, reach)
    file = _file(admission, identity, situation, reach)
    person = known_person(file)
    if person and is_enrolled(person, file):
        raise AlreadyEnrolled
    record("enrolment.enrol_on_the_spot", actor=by, subject=file, step=situation.step.code)
    if settlement.exempt:
        exempt_file(file, ground=Exemption.Ground.OTHER, reason=settlement.reference, by=by)
    invoice = issue_invoice(file)
    if not invoice.total_cents:
        settle_payment(invoice.pk, None)
    elif settlement.means:
        record_payment(invoice, settlement.means, invoice.total_cents, settlement.reference, by)
    return admission


def _admission(identity: Identity, situation: Situation, reach: Reach) -> Admission:
    year = present_campaign()
    return Admission.objects.create(
        person=identity.person,
        application_number=draw_application_numbers(Origin.ON_THE_SPOT, year, 1)[0],
        academic_year=open_year(year),
        origin=Origin.ON_THE_SPOT,
        birth_name=identity.birth_name,
        given_name=identity.given_name,
        usual_name=identity.usual_name,
        civility=identity.civility,
        birth_date=identity.birth_date,
        birth_place=identity.birth_place,
        birth_country=identity.birth_country,
        email=reach.personal_email,
        step=situation.step,
        grant_holder=situation.grant_holder,
        recorded_at=clock.now(),
    )


def _file(admission: Admission, identity: Identity, situation: Situation, reach: Reach) -> EnrolmentFile:
    now = clock.now()
    return EnrolmentFile.objects.create(
        admission=admission,
        language="fr",
        started_at=now,
        national_id=identity.national_id,
        cvec_number=situation.cvec_number,
        identified_at=now,
        street=reach.street,
        postal_code=reach.postal_code,
        city=reach.city,
        country=HOME,
        phone=reach.phone,
        personal_email=reach.personal_email,
        contact_given_at=now,
        personal_email_confirmed_at=now,
        step_confirmed_at=now,
        regime=situation.regime,
        situation_given_at=now,
    )
