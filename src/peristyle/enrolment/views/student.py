"""« Scolarité » for students: their enrolments and receipts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from peristyle.curriculum.public import current_year_number
from peristyle.enrolment.queries import enrolments_of, receipt_numbers_of, receipts_of
from peristyle.enrolment.views.payment import receipt_page
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads


@signed_in
@reads
def my_enrolments(request: HttpRequest) -> HttpResponse:
    """The enrolments of whoever is signed in, this year's first."""
    person = person_of(request)
    context = {
        "person": person,
        "enrolments": list(enrolments_of(person)),
        "receipt_numbers": receipt_numbers_of(person),
        "current_year": current_year_number(),
    }
    return render(request, "enrolment/my_enrolments.html", context)


@signed_in
@reads
def my_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """One of one's own receipts."""
    shown = get_object_or_404(receipts_of(person_of(request)), number=number)
    return receipt_page(request, shown, back=reverse("enrolment:my_enrolments"))
