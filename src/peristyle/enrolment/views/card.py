"""The student card, on one's phone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from peristyle.curriculum.public import current_year_number
from peristyle.enrolment.actions.make_card import make_card
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.queries import card_of, enrolments_of_year, papers_file, photograph_of
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.qr_codes import qr_code_source


@signed_in
@writes
def my_card(request: HttpRequest) -> HttpResponse:
    """The card of whoever is enrolled this year; the POST gives it its European number."""
    person = person_of(request)
    enrolments = list(enrolments_of_year(person, current_year_number()))
    numbers = papers_file().card
    if request.method == "POST" and enrolments and numbers:
        make_card(person)
        return redirect("enrolment:my_card")
    card = card_of(person)
    context = {
        "person": person,
        "enrolments": enrolments,
        "card": card,
        "may_have_number": numbers is not None,
        "qr_code": qr_code_source(f"{numbers.router}{card.number}") if card and numbers else "",
        "has_photograph": photograph_of(person) is not None,
        "now": clock.now(),
    }
    return render(request, "enrolment/card/my_card.html", context)


@signed_in
@reads
def my_photograph(request: HttpRequest) -> HttpResponse:
    """The photograph an officer accepted."""
    photograph = photograph_of(person_of(request))
    if photograph is None:
        raise Http404
    return HttpResponse(document_store.read(photograph.stored_as), content_type=photograph.media_type)


@signed_in
@reads
def offline(request: HttpRequest) -> HttpResponse:
    """What keeps the card readable without network, in the browser that asked for it; it rules this address alone."""
    context = {"store": "student-card", "page": reverse("enrolment:my_card")}
    return render(request, "ui/offline.js", context, content_type="text/javascript")
