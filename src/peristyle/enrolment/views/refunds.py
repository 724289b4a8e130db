"""Officers' pages of refunds: requests to decide, money owed back to send."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.enrolment.actions.decide_refund import AlreadyDecided, decide_refund
from peristyle.enrolment.actions.pay_back import NothingOwedBack, pay_back
from peristyle.enrolment.actions.read_iban import read_iban
from peristyle.enrolment.models import Invoice
from peristyle.enrolment.money_forms import DecisionForm, PaidBackForm
from peristyle.enrolment.queries import (
    accepted_request,
    balance,
    balance_of,
    invoices_owed_back,
    proposal_for,
    refund_requests_to_decide,
)
from peristyle.enrolment.rules.capabilities import REFUND_PAYMENTS
from peristyle.enrolment.rules.means import Means
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50


@requires(REFUND_PAYMENTS)
@reads
def refunds(request: HttpRequest) -> HttpResponse:
    """Requests to decide and money owed back, oldest first, within one's composantes."""
    officer = person_of(request)
    owed = Paginator(invoices_owed_back(officer), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "requests": list(refund_requests_to_decide(officer)[:PER_PAGE]),
        "owed": owed,
        "amounts": {invoice.pk: balance(invoice).owed_back_cents for invoice in owed},
    }
    return render(request, "enrolment/refunds/list.html", context)


@requires(REFUND_PAYMENTS)
@writes
def refund_request(request: HttpRequest, request_id: int) -> HttpResponse:
    """A request, what the rules propose, and the decision."""
    officer = person_of(request)
    asked = get_object_or_404(refund_requests_to_decide(officer), pk=request_id)
    proposal, claimed_cents = proposal_for(asked.invoice), balance_of(asked.invoice).claimed_cents
    initial = {"amount": f"{proposal.credit_cents // 100},{proposal.credit_cents % 100:02d}"}
    form = DecisionForm(request.POST or None, initial=initial, largest_cents=claimed_cents)
    if request.method == "POST" and form.is_valid():
        try:
            decide_refund(
                asked, credit_cents=form.cleaned_data["amount"], answer=form.cleaned_data["answer"], by=officer
            )
        except AlreadyDecided:
            return redirect("enrolment:refunds")
        return redirect("enrolment:refunds")
    context = {
        "asked": asked,
        "invoice": asked.invoice,
        "admission": asked.invoice.file.admission,
        "balance": balance_of(asked.invoice),
        "ruling": proposal.ruling,
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "enrolment/refunds/request.html", context, status=status)


@requires(REFUND_PAYMENTS)
@freshly_proven
@writes
def owed_back(request: HttpRequest, number: str) -> HttpResponse:
    """Money owed back: how much, and the word that it has left."""
    officer = person_of(request)
    invoice = get_object_or_404(invoices_owed_back(officer), number=number)
    form = PaidBackForm(request.POST or None, initial={"means": _means_for(invoice)})
    if request.method == "POST" and form.is_valid():
        try:
            pay_back(invoice, form.cleaned_data["means"], reference=form.cleaned_data["reference"], by=officer)
        except NothingOwedBack:
            return redirect("enrolment:refunds")
        return redirect("enrolment:refunds")
    return _owed_page(request, invoice, form=form, status=422 if request.method == "POST" else 200)


@requires(REFUND_PAYMENTS)
@freshly_proven
@writes
def iban(request: HttpRequest, number: str) -> HttpResponse:
    """Show the IBAN to send it to; the journal keeps that it was looked at."""
    if request.method != "POST":
        return redirect("enrolment:owed_back", number)
    officer = person_of(request)
    invoice = get_object_or_404(invoices_owed_back(officer), number=number)
    asked = accepted_request(invoice)
    shown = read_iban(asked, by=officer) if asked and asked.iban else ""
    return _owed_page(request, invoice, form=PaidBackForm(initial={"means": _means_for(invoice)}), iban=shown)


def _owed_page(
    request: HttpRequest, invoice: Invoice, *, form: PaidBackForm, iban: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "invoice": invoice,
        "admission": invoice.file.admission,
        "asked": accepted_request(invoice),
        "balance": balance(invoice),
        "entries": invoice.entries.all(),
        "iban": iban,
        "form": form,
    }
    return render(request, "enrolment/refunds/owed.html", context, status=status)


def _means_for(invoice: Invoice) -> Means:
    """To the account of who asked; else to the card it came from."""
    return Means.TRANSFER if accepted_request(invoice) else Means.CARD
