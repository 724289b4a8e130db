"""Fees, the way to the bank and back, the receipt."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from peristyle.accounts.public import State, account_of_person, state_of
from peristyle.enrolment.actions.issue_invoice import AlreadyPaid
from peristyle.enrolment.actions.start_payment import AlreadyEnrolled, start_payment
from peristyle.enrolment.adapters import payment_provider
from peristyle.enrolment.models import Receipt
from peristyle.enrolment.queries import (
    OpenedFile,
    newest_attempt,
    payment_order,
    payment_progress_of,
    quote_of,
    receipts,
)
from peristyle.enrolment.rules.fees import NoTariffError, total
from peristyle.enrolment.rules.payment_progress import PaymentProgress
from peristyle.enrolment.rules.progress import FileStep
from peristyle.enrolment.views.open_file import at, kept, page
from peristyle.kernel import clock, institution
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import never_touches_the_database, reads, writes

BEFORE_ACTIVATION = frozenset({State.PENDING, State.ACTIVATABLE})


@anyone
@writes
@at(FileStep.FEES)
def fees(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """What is to be paid; leave for the bank."""
    if request.method != "POST":
        return _fees_page(request, opened)
    try:
        attempt = start_payment(opened.file)
    except AlreadyPaid:
        return redirect("enrolment:receipt")
    except AlreadyEnrolled:
        return _fees_page(request, opened, already_enrolled=True, status=409)
    except NoTariffError:
        return _fees_page(request, opened, status=409)
    return redirect("enrolment:bank" if attempt else "enrolment:receipt")


@anyone
@reads
@at(FileStep.FEES)
def bank(request: HttpRequest, opened: OpenedFile) -> HttpResponse:
    """Go to the bank's page: at once when an address is enough, by a form when it wants one."""
    attempt = newest_attempt(opened.file)
    if attempt is None or attempt.refused_at:
        return redirect("enrolment:fees")
    bank_page = payment_provider().start(payment_order(attempt, opened.file))
    if bank_page.method == "GET":
        return redirect(bank_page.url)
    address = urlsplit(bank_page.url)
    response = page(
        request, opened, FileStep.FEES, bank_page=bank_page, attempt=attempt, previous=None, template="bank"
    )
    response.form_targets = (f"{address.scheme}://{address.netloc}",)  # type: ignore[attr-defined]
    return response


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
        "payment": next((each for each in shown.invoice.payments.all() if not each.refund_due_at), None),
        "awaits_activation": account is not None and state_of(account, clock.now()) in BEFORE_ACTIVATION,
        "activatable_at": enrolment.validated_at + rules.activation_delay,
        "delay_minutes": rules.activation_delay_minutes,
        "link_hours": rules.activation_link_hours,
        "back": back,
    }
    return render(request, "enrolment/receipt.html", context)


def _fees_page(
    request: HttpRequest, opened: OpenedFile, *, already_enrolled: bool = False, status: int = 200
) -> HttpResponse:
    progress = payment_progress_of(opened)
    try:
        lines = quote_of(opened.file)
    except NoTariffError:
        lines = ()
    return page(
        request,
        opened,
        FileStep.FEES,
        lines=lines,
        total=total(lines),
        progress=progress,
        attempt=newest_attempt(opened.file),
        already_enrolled=already_enrolled,
        status=status,
    )


def _arrival(opened: OpenedFile | None) -> str | None:
    """Where somebody who waits for the bank may go; None: nowhere yet."""
    if opened is None:
        return "enrolment:identity"
    if FileStep.STEP not in opened.done:
        return "enrolment:resume"
    arrivals = {PaymentProgress.PAID: "enrolment:receipt", PaymentProgress.WAITING: None}
    return arrivals.get(payment_progress_of(opened), "enrolment:fees")
