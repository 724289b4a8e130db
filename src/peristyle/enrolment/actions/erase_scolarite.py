"""Erase who somebody was from admissions and files; enrolments, invoices and receipts go on counting."""

from datetime import date

from peristyle.audit.public import forget_subjects
from peristyle.enrolment.models import Admission, EmailConfirmation, EnrolmentFile, Payment

NOBODY = {
    "birth_name": "",
    "given_name": "",
    "other_given_names": "",
    "usual_name": "",
    "civility": "",
    "birth_place": "",
    "birth_country": "",
    "email": "",
}
NO_ANSWER = {
    "national_id": "",
    "cvec_number": "",
    "identified_at": None,
    "street": "",
    "street_complement": "",
    "postal_code": "",
    "city": "",
    "country": "",
    "phone": "",
    "personal_email": "",
    "contact_given_at": None,
    "personal_email_confirmed_at": None,
}


def erase_scolarite(person_id: int) -> None:
    """Forget what the person wrote and what their admissions said; the year of birth is left, for those who count."""
    files = EnrolmentFile.objects.filter(enrolment__person_id=person_id).select_related("admission")
    payments = Payment.objects.filter(invoice__file__enrolment__person_id=person_id)
    forget_subjects(
        [
            *(f"enrolment.enrolmentfile:{file.pk}" for file in files),
            *(f"enrolment.payment:{payment}" for payment in payments.values_list("pk", flat=True)),
        ]
    )
    EmailConfirmation.objects.filter(file__in=files).delete()
    for file in files:
        born_in = date(file.admission.birth_date.year, 1, 1)
        # An application number names somebody to Parcoursup: ours is of the same length, and names nobody.
        Admission.objects.filter(pk=file.admission_id).update(
            **NOBODY, birth_date=born_in, application_number=f"X{file.admission_id:09d}"
        )
    EnrolmentFile.objects.filter(pk__in=[file.pk for file in files]).update(**NO_ANSWER)
