"""The page of the sandbox bank: the demonstration's only."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string

from peristyle.enrolment.actions.answer_as_sandbox_bank import Decision, answer_as_sandbox_bank
from peristyle.enrolment.adapters.sandbox import SandboxBank
from peristyle.enrolment.models import PaymentAttempt, SandboxAnswer
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes


@anyone
@writes
def sandbox_bank(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose what the bank decides. The reference cannot be guessed, as on a real bank's page."""
    if not _exists():
        raise Http404
    attempts = PaymentAttempt.objects.filter(provider=SandboxBank.code)
    attempt = get_object_or_404(attempts.select_related("invoice"), reference=reference)
    back, given_up = (
        ("enrolment:back_to_payments",) * 2 if attempt.by_id else ("enrolment:back_from_bank", "enrolment:given_up")
    )
    if request.method == "POST":
        try:
            decision = Decision(request.POST.get("decision", ""))
        except ValueError:
            return redirect(given_up)
        answer_as_sandbox_bank(attempt, decision)
        return redirect(back)
    context = {
        "attempt": attempt,
        "answered": SandboxAnswer.objects.filter(reference=reference).exists(),
        "back": back,
        "given_up": given_up,
    }
    return render(request, "enrolment/sandbox_bank.html", context)


def _exists() -> bool:
    return settings.PERISTYLE_DEMO and issubclass(import_string(settings.PERISTYLE_PAYMENT_PROVIDER), SandboxBank)
