"""Fees, the way to the bank and back, the receipt."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from peristyle.accounts.public import State, account_of_person, state_of
from peristyle.enrolment.actions.issue_invoice import AlreadyPaid
from peristyle.enrolment.actions.reach_bank import reach_bank
from peristyle.enrolment.actions.start_payment import (
    AlreadyEnrolled,
    AwaitsDecision,
    InstalmentsRefused,
    await_payment,
    start_payment,
)
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import EnrolmentFile, InvoiceLine, PaymentAttempt, Receipt
from peristyle.enrolment.ports import BankUnreachable
from peristyle.enrolment.queries import (
    OpenedFile,
    attempts_with_files,
    balance_of,
    instalment_offer,
    newest_attempt,
    payment_order,
    payment_progress_of,
    quote_of,
    receipts,
    schedule_of,
    standing_invoice,
)
from peristyle.enrolment.queries.office import blocking_decision
from peristyle.enrolment.rules.fees import NoTariffError, total
from peristyle.enrolment.rules.means import BY_HAND, Means
from peristyle.enrolment.rules.payment_progress import PaymentProgress
from peristyle.enrolment.rules.progress import FileStep
from peristyle.enrolment.views.open_file import at, kept, page
from peristyle.kernel import clock, institution
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import never_touches_the_database, reads, writes_after_slow_work

BEFORE_ACTIVATION = frozenset({State.PENDING, State.ACTIVATABLE})


#: What the page calls paying in several times: by card too.
IN_INSTALMENTS = "instalments"


@anyone
@writes_after_slow_work
@at(FileStep.FEES)
def fees(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """What is to be paid; leave for the bank, or announce a transfer or a cheque."""
    if request.method != "POST":
        return _fees_page(request, opened)
    means = request.POST.get("means", Means.CARD.value)
    try:
        if means in BY_HAND:
            await_payment(opened.file, Means(means))
            return redirect("enrolment:awaited")
        attempt = start_payment(opened.file, in_instalments=means == IN_INSTALMENTS)
        if attempt is None:
            return redirect("enrolment:receipt")
        reach_bank(attempt)
    except AlreadyPaid:
        return redirect("enrolment:receipt")
    except AlreadyEnrolled:
        return _fees_page(request, opened, already_enrolled=True, status=409)
    except (AwaitsDecision, NoTariffError, InstalmentsRefused):
        return _fees_page(request, opened, status=409)
    except BankUnreachable:
        return _fees_page(request, opened, bank_is_down=True, status=503)
    return redirect("enrolment:bank")


@anyone
@reads
@at(FileStep.FEES)
def bank(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """Go to the bank's page: at once when an address is enough, by a form when it wants one."""
    attempt = newest_attempt(opened.file)
    if attempt is None or attempt.refused_at:
        return redirect("enrolment:fees")

    def show(**facts: Any) -> HttpResponse:
        return page(request, opened, FileStep.FEES, previous=None, template="bank", **facts)

    return to_bank(attempt, show)


def to_bank(attempt: PaymentAttempt, show: Callable[..., HttpResponse]) -> HttpResponse:
    """The bank's page, or ours that posts the bank's form: `show` draws it."""
    attempt = attempts_with_files().get(pk=attempt.pk)
    bank_page = payment_provider().start(payment_order(attempt))
    if bank_page.method == "GET":
        return redirect(bank_page.url)
    address = urlsplit(bank_page.url)
    response = show(bank_page=bank_page, attempt=attempt)
    response.form_targets = (f"{address.scheme}://{address.netloc}",)  # type: ignore[attr-defined]
    return response


@anyone
@reads
@at(FileStep.FEES)
def awaited(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """What to write on a transfer or a cheque, and where to send it."""
    invoice = standing_invoice(opened.file)
    payee = institution.current().fees.account
    if invoice is None or not invoice.awaited_means or payee is None:
        return redirect("enrolment:fees")
    return page(
        request, opened, FileStep.FEES, template="awaited", invoice=invoice, balance=balance_of(invoice), payee=payee
    )


@anyone
@reads
def waiting(request: HttpRequest) -> HttpResponse:
    """« Paiement en cours de confirmation »: the bank's own word is awaited, whatever the browser came back with."""
    opened = kept(request)
    arrival = _arrival(opened)
    if opened is None or arrival:
        return redirect(arrival or "enrolment:identity")
    return page(request, opened, FileStep.FEES, template="waiting", previous=None)


@anyone
@reads
def waiting_state(request: HttpRequest) -> HttpResponse:
    """What htmx asks every other second: nothing new, or where to go."""
    arrival = _arrival(kept(request))
    if arrival:
        return HttpResponse(headers={"HX-Redirect": reverse(arrival)})
    return render(request, "enrolment/file/waiting_state.html", {"now": clock.now()})


@csrf_exempt
@anyone
@never_touches_the_database
def back_from_bank(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Where the bank sends the browser back, by GET or POST; what it says is not listened to."""
    return redirect("enrolment:waiting")


@csrf_exempt
@anyone
@never_touches_the_database
def given_up(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 — Django's signature
    """Where the bank sends the browser of somebody who did not pay; nothing is concluded from it."""
    return redirect("enrolment:fees")


@anyone
@reads
@at(FileStep.RECEIPT)
def receipt(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """The receipt, to print, and what comes next."""
    return receipt_page(request, receipts().get(invoice__file=opened.file), back=None)


def receipt_page(request: HttpRequest, shown: Receipt, *, back: str | None) -> HttpResponse:
    """A receipt with the account that comes with it."""
    enrolment = shown.invoice.file.enrolment
    account = account_of_person(enrolment.person_id)
    rules = institution.current().accounts
    context = {
        "receipt": shown,
        "enrolment": enrolment,
        "person": enrolment.person,
        "entries": shown.invoice.entries.all(),
        "credits": shown.invoice.credits.all(),
        "balance": balance_of(shown.invoice),
        "schedule": schedule_of(shown.invoice),
        "today": clock.today(),
        "awaits_activation": account is not None and state_of(account, clock.now()) in BEFORE_ACTIVATION,
        "activatable_at": enrolment.validated_at + rules.activation_delay,
        "delay_minutes": rules.activation_delay_minutes,
        "link_hours": rules.activation_link_hours,
        "back": back,
    }
    return render(request, "enrolment/receipt.html", context)


def _fees_page(
    request: HttpRequest,
    opened: OpenedFile,
    *,
    already_enrolled: bool = False,
    bank_is_down: bool = False,
    status: int = 200,
) -> HttpResponse:
    lines = _lines_to_come(opened.file)
    cents = total(lines)
    return page(
        request,
        opened,
        FileStep.FEES,
        lines=lines,
        total=cents,
        offer=instalment_offer(opened.file, cents),
        payee=institution.current().fees.account,
        invoice=standing_invoice(opened.file),
        progress=payment_progress_of(opened),
        attempt=newest_attempt(opened.file),
        already_enrolled=already_enrolled,
        decision=blocking_decision(opened.file),
        bank_is_down=bank_is_down,
        status=status,
    )


def _lines_to_come(file: EnrolmentFile) -> list[InvoiceLine]:
    """The lines of the invoice that would be issued now; none without a tariff."""
    try:
        lines = quote_of(file)
    except NoTariffError:
        return []
    return [InvoiceLine(kind=line.kind, amount_cents=line.amount_cents, detail=line.detail) for line in lines]


def _arrival(opened: OpenedFile | None) -> str | None:
    """Where somebody who waits for the bank may go; None: nowhere yet."""
    if opened is None:
        return "enrolment:identity"
    if FileStep.STEP not in opened.done:
        return "enrolment:resume"
    arrivals = {PaymentProgress.PAID: "enrolment:receipt", PaymentProgress.WAITING: None}
    return arrivals.get(payment_progress_of(opened), "enrolment:fees")
