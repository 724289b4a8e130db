"""« Scolarité » for students: their files, year by year, what is missing in each, receipts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from peristyle.enrolment.actions.open_own_file import open_own_file
from peristyle.enrolment.queries import (
    FileOverview,
    admissions_of,
    overviews,
    present_campaign,
    receipt_numbers_of,
    receipts_of,
    years_of,
)
from peristyle.enrolment.rules.checklist import Access, Item
from peristyle.enrolment.views import open_file as browser
from peristyle.enrolment.views.checklist import shown_lines
from peristyle.enrolment.views.payment import receipt_page
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes


@signed_in
@reads
def my_enrolments(request: HttpRequest) -> HttpResponse:
    """The newest year of whoever is signed in."""
    years = years_of(person_of(request))
    return _year_page(request, years, years[0] if years else None)


@signed_in
@reads
def my_year(request: HttpRequest, year: int) -> HttpResponse:
    """A former year, or a coming one."""
    years = years_of(person_of(request))
    if year not in years:
        raise Http404
    return _year_page(request, years, year)


@signed_in
@writes
def my_enrolment_file(request: HttpRequest, admission_id: int) -> HttpResponse:
    """Begin one of one's own files, or go on with it, with all that is known already."""
    if request.method != "POST":
        raise Http404
    person = person_of(request)
    admission = get_object_or_404(admissions_of(person), pk=admission_id)
    browser.keep(request, open_own_file(admission), person=person)
    return redirect("enrolment:resume")


@signed_in
@reads
def my_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """One of one's own receipts."""
    shown = get_object_or_404(receipts_of(person_of(request)), number=number)
    return receipt_page(request, shown, back=reverse("enrolment:my_enrolments"))


def _year_page(request: HttpRequest, years: list[int], year: int | None) -> HttpResponse:
    person = person_of(request)
    shown = overviews(list(admissions_of(person).filter(academic_year=year)), person, access=Access.ACTIVE)
    context = {
        "person": person,
        "years": [(number, f"{number}-{number + 1}") for number in years],
        "year": year,
        "overviews": [(each, shown_lines(each, _links(each))) for each in shown],
        "receipt_numbers": receipt_numbers_of(person),
        "is_past": year is not None and year < present_campaign(),
    }
    return render(request, "enrolment/my_year.html", context)


def _links(overview: FileOverview) -> dict[Item, str]:
    """Where each line leads; the file itself opens by its button."""
    links = {Item.ACCOUNT: reverse("accounts:own")}
    if overview.enrolment:
        links[Item.PAYMENT] = reverse("enrolment:my_payments")
        links[Item.DOCUMENTS] = reverse("enrolment:my_documents", args=[overview.enrolment.pk])
        links[Item.UNITS] = reverse("curriculum:my_units")
    return links
