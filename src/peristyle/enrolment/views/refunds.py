"""Officers' page: payments received twice, to be given back."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.enrolment.actions.give_back_payment import give_back_payment
from peristyle.enrolment.queries import payments_to_refund
from peristyle.enrolment.rules.capabilities import REFUND_PAYMENTS
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50


@requires(REFUND_PAYMENTS)
@reads
def refunds(request: HttpRequest) -> HttpResponse:
    """Money owed back, oldest first, within one's composante."""
    owed = Paginator(payments_to_refund(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enrolment/refunds.html", {"owed": owed})


@requires(REFUND_PAYMENTS)
@writes
def give_back(request: HttpRequest, payment_id: int) -> HttpResponse:
    """Say that a payment was given back."""
    if request.method != "POST":
        raise Http404
    officer = person_of(request)
    give_back_payment(get_object_or_404(payments_to_refund(officer), pk=payment_id), by=officer)
    return redirect("enrolment:refunds")
