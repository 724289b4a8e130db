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
    if request.method == "POST":
        try:
            decision = Decision(request.POST.get("decision", ""))
        except ValueError:
            return redirect("enrolment:given_up")
        answer_as_sandbox_bank(attempt, decision)
        return redirect("enrolment:back_from_bank")
    answered = SandboxAnswer.objects.filter(reference=reference).exists()
    return render(request, "enrolment/sandbox_bank.html", {"attempt": attempt, "answered": answered})


def _exists() -> bool:
    return settings.PERISTYLE_DEMO and issubclass(import_string(settings.PERISTYLE_PAYMENT_PROVIDER), SandboxBank)
