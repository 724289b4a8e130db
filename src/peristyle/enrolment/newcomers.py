"""How far somebody is who was admitted and asks accounts for their first connection."""

from datetime import date

from django.db.models import Exists, OuterRef

from peristyle.accounts.public import Standing
from peristyle.enrolment.models import Admission, PaymentAttempt
from peristyle.enrolment.queries import present_campaign, standing_enrolments
from peristyle.enrolment.rules.application_numbers import canonical


def standing_of(number: str, birth_date: date) -> Standing | None:
    """Where the newest admission with this application number and birth date stands; one query, whatever is wrong."""
    enrolled = standing_enrolments().filter(file__admission=OuterRef("pk"))
    with_the_bank = PaymentAttempt.objects.filter(
        invoice__file__admission=OuterRef("pk"), invoice__cancelled_at=None, refused_at=None
    )
    admissions = Admission.objects.filter(
        application_number=canonical(number, present_campaign()), birth_date=birth_date
    )
    found = admissions.order_by("-academic_year_id").values_list(Exists(enrolled), Exists(with_the_bank)).first()
    if found is None:
        return None
    is_enrolled, is_paying = found
    return Standing.ENROLLED if is_enrolled else Standing.PAYING if is_paying else Standing.ADMITTED
