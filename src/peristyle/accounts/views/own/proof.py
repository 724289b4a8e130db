"""Step-up: prove again who one is, and go on."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from peristyle.accounts import passkeys
from peristyle.accounts.actions.prove_again import ProofRefused, prove_with_passkey, prove_with_password
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.factor_forms import ProofForm
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.models import PasskeyPurpose
from peristyle.accounts.queries import passkeys_of
from peristyle.accounts.sessions import renew_proof
from peristyle.accounts.views.next_page import asked_page, next_page
from peristyle.accounts.views.passkey_questions import put_question, question_number
from peristyle.accounts.words import wait_in_words
from peristyle.kernel.access import account_of, signed_in
from peristyle.kernel.transactions import writes, writes_after_slow_work


@signed_in
@writes_after_slow_work
def prove_again(request: HttpRequest) -> HttpResponse:
    """Password or passkey once more: the last proof is older than ten minutes and a page that matters is asked for."""
    if request.method != "POST":
        return _page(request, ProofForm())
    form = ProofForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    account, answer = account_of(request), request.POST.get("credential", "")
    try:
        if answer:
            prove_with_passkey(account, question_number(request, PasskeyPurpose.PROOF), answer)
        else:
            prove_with_password(account, form.cleaned_data["password"])
    except ProofRefused:
        return _page(request, form, status=422, refused=True)
    except TooManyTries as slow:
        return _page(request, form, status=429, wait=wait_in_words(slow.wait))
    except TooManySignIns:
        return _page(request, form, status=503, crowded=True)
    renew_proof(request)
    return redirect(next_page(request))


@signed_in
@writes
def proof_question(request: HttpRequest) -> HttpResponse:
    """What the browser asks the passkeys of whoever is signed in."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    account = account_of(request)
    challenge = put_question(request, PasskeyPurpose.PROOF, account)
    return HttpResponse(passkeys.question(challenge, passkeys_of(account)), content_type="application/json")


def _page(request: HttpRequest, form: ProofForm, *, status: int = 200, **outcome: Any) -> HttpResponse:
    facts = {
        "form": form,
        "has_passkey": passkeys_of(account_of(request)).exists(),
        "next": asked_page(request),
        "refused": False,
        "wait": "",
        "crowded": False,
        **outcome,
    }
    return render(request, "accounts/own/proof.html", facts, status=status)
