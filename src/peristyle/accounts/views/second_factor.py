"""The second step of signing in, after the password."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from peristyle.accounts import passkeys
from peristyle.accounts.actions.factors.pass_second_factor import FactorRefused, pass_with_code, pass_with_passkey
from peristyle.accounts.actions.sign_in import AccountShut, SignedIn
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.factor_forms import AppCodeForm, PasskeyOnlyForm, RecoveryCodeForm
from peristyle.accounts.models import Account, PasskeyPurpose
from peristyle.accounts.queries import apps_of, lacks_charter, passkeys_of, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN
from peristyle.accounts.sessions import known_device
from peristyle.accounts.views import half_way
from peristyle.accounts.views.entering import enter
from peristyle.accounts.views.half_way import HalfWay
from peristyle.accounts.views.passkey_questions import put_question, question_number
from peristyle.accounts.views.sign_in import shut_page
from peristyle.accounts.words import wait_in_words
from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads, writes

RECOVERY = "secours"


@anyone
@writes
def second_factor(request: HttpRequest) -> HttpResponse:
    """Any factor of whoever has just given the right password: app, passkey, recovery code."""
    half = half_way.present(request)
    if half is None:
        return redirect("accounts:sign_in")
    state = state_of(half.account, clock.now())
    if state not in SIGNS_IN:
        return shut_page(request, AccountShut(half.account, state))
    form_class = _form_class(request, half.account)
    if request.method != "POST":
        return _page(request, half, form_class())
    form = form_class(request.POST)
    if not form.is_valid():
        return _page(request, half, form, status=422)
    try:
        method = _pass(request, half.account, form.cleaned_data.get("code", ""))
    except FactorRefused:
        return _page(request, half, form, status=422, refused=True)
    except TooManyTries as slow:
        return _page(request, half, form, status=429, wait=wait_in_words(slow.wait))
    came = SignedIn(half.account, method, lacks_charter(half.account))
    return enter(request, came, target=half.target, remember=form.cleaned_data["remember"])


@anyone
@writes
def second_factor_question(request: HttpRequest) -> HttpResponse:
    """What the browser asks the passkeys of whoever is half signed in."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    half = half_way.present(request)
    if half is None:
        return HttpResponse(status=410)
    challenge = put_question(request, PasskeyPurpose.SECOND_FACTOR, half.account)
    return HttpResponse(passkeys.question(challenge, passkeys_of(half.account)), content_type="application/json")


@anyone
@reads
def lost_factor(request: HttpRequest) -> HttpResponse:
    """No factor at hand: recovery codes first, then the assistance."""
    return render(request, "accounts/second_factor/lost.html", {"half_way": half_way.present(request) is not None})


def _pass(request: HttpRequest, account: Account, code: str) -> str:
    device = known_device(request, [account.login])
    answer = request.POST.get("credential", "")
    if answer:
        number = question_number(request, PasskeyPurpose.SECOND_FACTOR)
        return pass_with_passkey(account, number, answer, device=device)
    return pass_with_code(account, code, device=device)


def _form_class(request: HttpRequest, account: Account) -> type[AppCodeForm | RecoveryCodeForm | PasskeyOnlyForm]:
    if RECOVERY in request.GET:
        return RecoveryCodeForm
    return AppCodeForm if apps_of(account).exists() else PasskeyOnlyForm


def _page(request: HttpRequest, half: HalfWay, form: Any, *, status: int = 200, **outcome: Any) -> HttpResponse:
    facts = {
        "form": form,
        "recovery": isinstance(form, RecoveryCodeForm),
        "has_passkey": passkeys_of(half.account).exists(),
        "refused": False,
        "wait": "",
        **outcome,
    }
    return render(request, "accounts/second_factor/step.html", facts, status=status)
