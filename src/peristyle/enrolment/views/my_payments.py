"""« Paiements » for students: invoices, schedules, receipts, and asking for one's money back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt

from peristyle.enrolment.actions.pay_on import NothingDue, pay_on
from peristyle.enrolment.actions.reach_bank import reach_bank
from peristyle.enrolment.actions.request_refund import AlreadyAsked, NothingPaid, request_refund
from peristyle.enrolment.models import PaymentAttempt, RefundRequest
from peristyle.enrolment.money_forms import RefundForm
from peristyle.enrolment.ports import BankUnreachable
from peristyle.enrolment.queries import invoices_of, payments_of, proposal_for
from peristyle.enrolment.rules.refunds import Ruling
from peristyle.enrolment.views.payment import to_bank
from peristyle.kernel import clock, institution
from peristyle.kernel.access import anyone, person_of, signed_in
from peristyle.kernel.transactions import never_touches_the_database, reads, writes, writes_after_slow_work


@signed_in
@reads
def my_payments(request: HttpRequest) -> HttpResponse:
    """What one owes, has paid, will pay and when; newest invoice first."""
    return _payments_page(request)


@signed_in
@writes_after_slow_work
def pay_now(request: HttpRequest, number: str) -> HttpResponse:
    """Leave for the bank with what is due now."""
    if request.method != "POST":
        return redirect("enrolment:my_payments")
    person = person_of(request)
    try:
        attempt = pay_on(get_object_or_404(invoices_of(person), number=number), by=person)
        reach_bank(attempt)
    except NothingDue:
        return redirect("enrolment:my_payments")
    except BankUnreachable:
        return _payments_page(request, bank_is_down=True, status=503)
    return redirect("enrolment:my_bank", attempt.reference)


@signed_in
@reads
def my_bank(request: HttpRequest, reference: str) -> HttpResponse:
    """Go to the bank's page from inside the house."""
    attempts = PaymentAttempt.objects.filter(by=person_of(request), refused_at=None)
    attempt = get_object_or_404(attempts, reference=reference)
    return to_bank(attempt, lambda **facts: render(request, "enrolment/payments/bank.html", facts))


@csrf_exempt
@anyone
@never_touches_the_database
def back_to_payments(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Where the bank sends the browser back, by GET or POST; what it says is not listened to."""
    return redirect("enrolment:my_payments")


@signed_in
@writes
def ask_refund(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for the money of one of one's own invoices, and read what the rules say first."""
    person = person_of(request)
    invoice = get_object_or_404(invoices_of(person), number=number)
    form = RefundForm(request.POST or None)
    problem = ""
    if request.method == "POST" and form.is_valid():
        try:
            request_refund(
                invoice,
                person,
                reason=RefundRequest.Reason(form.cleaned_data["reason"]),
                said=form.cleaned_data["said"],
                account_holder=form.cleaned_data["account_holder"],
                iban=form.cleaned_data["iban"],
            )
        except (AlreadyAsked, NothingPaid):
            problem = "nothing_to_ask"
        else:
            return redirect("enrolment:my_payments")
    proposal = proposal_for(invoice)
    context = {
        "invoice": invoice,
        "form": form,
        "problem": problem,
        "ruling": proposal.ruling,
        "credit_cents": proposal.credit_cents,
        "kept_cents": institution.current().fees.refunds.kept_cents if proposal.ruling == Ruling.LESS_KEPT else 0,
    }
    return render(
        request, "enrolment/payments/ask_refund.html", context, status=422 if request.method == "POST" else 200
    )


def _payments_page(request: HttpRequest, *, bank_is_down: bool = False, status: int = 200) -> HttpResponse:
    context = {
        "payments": payments_of(person_of(request)),
        "today": clock.today(),
        "bank_is_down": bank_is_down,
    }
    return render(request, "enrolment/payments/mine.html", context, status=status)
