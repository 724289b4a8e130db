"""Officers' pages of money: find an invoice, record what came for it, exempt; the ledger of a period."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.enrolment.actions.exempt_file import exempt_file
from peristyle.enrolment.actions.export_ledger import export_ledger
from peristyle.enrolment.actions.record_payment import AlreadyRecorded, record_payment
from peristyle.enrolment.actions.reverse_entry import NotReversible, reverse_entry
from peristyle.enrolment.models import Exemption, Invoice, LedgerEntry
from peristyle.enrolment.money_forms import ExemptionForm, PaymentForm, PeriodForm, ReversalForm
from peristyle.enrolment.queries import (
    balance,
    invoice_payments,
    invoices_visible_to,
    ledger_between,
    ledger_totals,
    overdue_invoices,
    standing_exemption,
    told_invoices,
)
from peristyle.enrolment.rules.capabilities import RECORD_PAYMENTS
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 50


@requires(RECORD_PAYMENTS)
@reads
def payments(request: HttpRequest) -> HttpResponse:
    """Find an invoice by its number, a student, a name."""
    words = request.GET.get("q", "").strip()[:100]
    found = Paginator(invoices_visible_to(person_of(request), words), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enrolment/cashier/payments.html", {"found": found, "words": words})


@requires(RECORD_PAYMENTS)
@reads
def overdue(request: HttpRequest) -> HttpResponse:
    """Payments that block documents: whom to call, for how much, since when."""
    found = Paginator(overdue_invoices(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enrolment/cashier/overdue.html", {"found": found, "balance": balance})


@requires(RECORD_PAYMENTS)
@writes
def invoice(request: HttpRequest, number: str) -> HttpResponse:
    """All of an invoice; its POST records a transfer or a cheque."""
    officer = person_of(request)
    shown = get_object_or_404(invoices_visible_to(officer), number=number)
    if request.method != "POST":
        return _invoice_page(request, shown)
    form = PaymentForm(request.POST)
    if not form.is_valid():
        return _invoice_page(request, shown, form=form, status=422)
    typed = form.cleaned_data
    try:
        record_payment(shown, typed["means"], typed["amount"], typed["reference"], officer, dated_on=typed["dated_on"])
    except AlreadyRecorded:
        form.add_error("reference", PaymentForm.ALREADY_RECORDED)
        return _invoice_page(request, shown, form=form, status=409)
    return redirect("enrolment:invoice", number)


@requires(RECORD_PAYMENTS)
@writes
def reversal(request: HttpRequest, number: str, entry_id: int) -> HttpResponse:
    """Undo a cheque or a transfer recorded for an invoice."""
    officer = person_of(request)
    shown = get_object_or_404(invoices_visible_to(officer), number=number)
    entry = get_object_or_404(LedgerEntry, pk=entry_id, invoice=shown)
    form = ReversalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reverse_entry(entry, explanation=form.cleaned_data["explanation"], by=officer)
        except NotReversible as error:
            raise Http404 from error
        return redirect("enrolment:invoice", number)
    context = {"invoice": shown, "entry": entry, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "enrolment/cashier/reversal.html", context, status=status)


@requires(RECORD_PAYMENTS)
@writes
def exemption(request: HttpRequest, number: str) -> HttpResponse:
    """Exempt the file of an invoice of the national fee."""
    officer = person_of(request)
    shown = get_object_or_404(invoices_visible_to(officer), number=number)
    form = ExemptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        exempt_file(
            shown.file,
            ground=Exemption.Ground(form.cleaned_data["ground"]),
            reason=form.cleaned_data["reason"],
            amount_cents=form.cleaned_data["amount"],
            by=officer,
        )
        newest = Invoice.objects.filter(file=shown.file).latest("pk")
        return redirect("enrolment:invoice", newest.number)
    context = {"invoice": shown, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "enrolment/cashier/exemption.html", context, status=status)


@requires(RECORD_PAYMENTS)
@reads
def ledger(request: HttpRequest) -> HttpResponse:
    """The totals of a period, by day and by means."""
    form, (first, last) = _period(request)
    entries = ledger_between(person_of(request), first, last)
    totals = ledger_totals(entries)
    context = {
        "form": form,
        "first": first,
        "last": last,
        "totals": totals,
        "sum_cents": sum(each["cents"] for each in totals),
    }
    return render(request, "enrolment/cashier/ledger.html", context, status=200 if form.is_valid() else 422)


@requires(RECORD_PAYMENTS)
@writes
def ledger_file(request: HttpRequest) -> HttpResponse:
    """The movements of a period as a file for a French Excel."""
    if request.method != "POST":
        return redirect("enrolment:ledger")
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return redirect("enrolment:ledger")
    first, last = form.cleaned_data["du"], form.cleaned_data["au"]
    text = export_ledger(person_of(request), first, last)
    name = f"regie-{first:%Y%m%d}-{last:%Y%m%d}.csv"
    return HttpResponse(
        text, content_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _invoice_page(
    request: HttpRequest, shown: Invoice, *, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    told = invoice_payments(told_invoices().get(pk=shown.pk))
    today = clock.today()
    context: dict[str, Any] = {
        "told": told,
        "today": today,
        "invoice": told.invoice,
        "form": form or PaymentForm(initial={"means": told.invoice.awaited_means or "transfer", "dated_on": today}),
        "exemption": standing_exemption(told.invoice.file),
    }
    return render(request, "enrolment/cashier/invoice.html", context, status=status)


def _period(request: HttpRequest) -> tuple[PeriodForm, tuple[date, date]]:
    """What was asked for, else the month until today."""
    today = clock.today()
    month = {"du": today.replace(day=1), "au": today}
    asked = {name: request.GET[name] for name in month if name in request.GET}
    form = PeriodForm(asked or {name: f"{day:%d/%m/%Y}" for name, day in month.items()})
    period = form.cleaned_data if form.is_valid() else month
    return form, (period["du"], period["au"])
