"""Erase who somebody was from admissions and files; enrolments, invoices and receipts go on counting."""

from datetime import date

from peristyle.audit.public import forget_subjects
from peristyle.enrolment.models import (
    Admission,
    AdmissionWord,
    CorrectionRequest,
    EmailConfirmation,
    EnrolmentFile,
    FedEnrolment,
    FileDecision,
    LedgerEntry,
    RefundRequest,
    ReturnCode,
    StudentCard,
)

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
    "grant_notice": "",
}


def erase_scolarite(person_id: int) -> None:
    """Forget what the person wrote and what their admissions said; the year of birth is left, for those who count."""
    files = EnrolmentFile.objects.filter(admission__person_id=person_id).select_related("admission")
    entries = LedgerEntry.objects.filter(invoice__file__enrolment__person_id=person_id)
    requests = RefundRequest.objects.filter(person_id=person_id)
    forget_subjects(
        [
            *(f"enrolment.enrolmentfile:{file.pk}" for file in files),
            *(f"enrolment.ledgerentry:{entry}" for entry in entries.values_list("pk", flat=True)),
            *(f"enrolment.refundrequest:{request}" for request in requests.values_list("pk", flat=True)),
        ]
    )
    EmailConfirmation.objects.filter(file__in=files).delete()
    ReturnCode.objects.filter(person=person_id).delete()
    FedEnrolment.objects.filter(enrolment__person=person_id).delete()
    StudentCard.objects.filter(person=person_id).delete()
    CorrectionRequest.objects.filter(person=person_id).update(said="", answer="")
    FileDecision.objects.filter(file__in=files).update(answer="")
    AdmissionWord.objects.filter(admission__person=person_id).delete()
    requests.update(said="", account_holder="", iban="", answer="")
    for admission in Admission.objects.filter(person=person_id):
        born_in = date(admission.birth_date.year, 1, 1)
        # An application number names somebody to Parcoursup: ours is of the same length, and names nobody.
        Admission.objects.filter(pk=admission.pk).update(
            **NOBODY, birth_date=born_in, application_number=f"X{admission.pk:09d}"
        )
    EnrolmentFile.objects.filter(pk__in=[file.pk for file in files]).update(**NO_ANSWER)
