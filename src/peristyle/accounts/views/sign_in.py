"""Sign in and sign out."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from peristyle.accounts import passkeys
from peristyle.accounts.actions import sign_in as signing_in
from peristyle.accounts.actions.sign_in_with_passkey import sign_in_with_passkey
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.explanation_words import explanation_in_words
from peristyle.accounts.forms import SignInForm
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.models import PasskeyPurpose
from peristyle.accounts.passkeys import PasskeyRefused
from peristyle.accounts.queries import explanation_of, suspension_in_force
from peristyle.accounts.rules.logins import as_typed
from peristyle.accounts.sessions import close_session, known_device, known_login
from peristyle.accounts.views import half_way
from peristyle.accounts.views.entering import REMEMBERED_COOKIE, enter
from peristyle.accounts.views.next_page import asked_page, next_page
from peristyle.accounts.views.passkey_questions import put_question, question_number
from peristyle.accounts.words import wait_in_words
from peristyle.audit.public import record
from peristyle.kernel import clock, institution
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes, writes_after_slow_work


@anyone
@writes_after_slow_work
def sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page: « IDENTIFIANT, MOT DE PASSE, SE CONNECTER »."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(next_page(request))
        return sign_in_page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return sign_in_page(request, form, status=422)
    domains = institution.current().domains
    meant = as_typed(form.cleaned_data["login"], (domains.student, domains.staff, domains.external))
    typed = known_login(request, meant) or form.cleaned_data["login"]
    device = known_device(request, meant)
    remembered = request.COOKIES.get(REMEMBERED_COOKIE, "")
    try:
        came = signing_in.sign_in(typed, form.cleaned_data["password"], device=device, remembered=remembered)
    except signing_in.SignInRefused:
        return sign_in_page(request, form, status=422, refused=True)
    except TooManyTries as slow:
        return sign_in_page(request, form, status=429, wait=wait_in_words(slow.wait))
    except TooManySignIns:
        response = sign_in_page(request, form, status=503, crowded=True)
        response["Retry-After"] = "5"
        return response
    except signing_in.AccountShut as shut:
        return shut_page(request, shut)
    except signing_in.SecondFactorWanted as wanted:
        half_way.keep(request, wanted.account, next_page(request))
        return redirect("accounts:second_factor")
    return enter(request, came, target=next_page(request))


@anyone
@writes
def sign_in_by_passkey(request: HttpRequest) -> HttpResponse:
    """The answer of a passkey, which opens the house without a password."""
    if request.method != "POST":
        return redirect("accounts:sign_in")
    number = question_number(request, PasskeyPurpose.SIGN_IN)
    try:
        came = sign_in_with_passkey(number, request.POST.get("credential", ""))
    except PasskeyRefused:
        return sign_in_page(request, SignInForm(), status=422, passkey_refused=True)
    except signing_in.AccountShut as shut:
        return shut_page(request, shut)
    return enter(request, came, target=next_page(request))


@anyone
@writes
def sign_in_question(request: HttpRequest) -> HttpResponse:
    """What the browser asks its passkeys, whoever holds them."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    challenge = put_question(request, PasskeyPurpose.SIGN_IN)
    return HttpResponse(passkeys.question(challenge), content_type="application/json")


@anyone
@writes
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, by a POST of one's own; anything else comes home. What this browser kept for offline use goes."""
    if request.method == "POST" and request.user.is_authenticated:
        record("accounts.sign_out", actor=request.user.person, subject=request.user.person)
        close_session(request)
        home = redirect("portal:home")
        home["Clear-Site-Data"] = '"storage"'
        return home
    return redirect("portal:home")


def sign_in_page(request: HttpRequest, form: SignInForm, *, status: int = 200, **outcome: Any) -> HttpResponse:
    """The sign-in form, with what went wrong if something did."""
    facts = {"form": form, "refused": False, "wait": "", "crowded": False, "passkey_refused": False, **outcome}
    return render(request, "accounts/sign_in.html", {**facts, "next": asked_page(request)}, status=status)


def sign_in_form_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page as a stranger first sees it, for the room that shows it at the house's address."""
    return sign_in_page(request, SignInForm())


def shut_page(request: HttpRequest, shut: signing_in.AccountShut) -> HttpResponse:
    """Why this account is not open now, for its holder, who has just proved to be so."""
    explanation = explanation_of(shut.account)
    facts = {
        "state": shut.state,
        "suspension": suspension_in_force(shut.account, clock.now()),
        "strongly": True,
        "why": explanation_in_words(explanation),
        "was_student": explanation.is_student,
    }
    return render(request, "accounts/shut.html", facts, status=403)
