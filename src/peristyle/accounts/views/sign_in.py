"""Sign in and sign out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from peristyle.accounts.actions import sign_in as signing_in
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.forms import SignInForm
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.rules.logins import as_typed
from peristyle.accounts.sessions import close_session, known_device, open_session, remember_device
from peristyle.accounts.words import wait_in_words
from peristyle.audit.public import record
from peristyle.kernel import institution
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import writes, writes_after_slow_work

NEXT_PAGE = "suite"


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
    typed = form.cleaned_data["login"]
    domains = institution.current().domains
    device = known_device(request, as_typed(typed, (domains.student, domains.staff, domains.external)))
    try:
        account = signing_in.sign_in(typed, form.cleaned_data["password"], device=device)
    except signing_in.SignInRefused:
        return sign_in_page(request, form, status=422, refused=True)
    except TooManyTries as slow:
        return sign_in_page(request, form, status=429, wait=wait_in_words(slow.wait))
    except TooManySignIns:
        response = sign_in_page(request, form, status=503, crowded=True)
        response["Retry-After"] = "5"
        return response
    except signing_in.AccountShut as shut:
        return render(request, "accounts/shut.html", {"state": shut.state}, status=403)
    target = next_page(request)
    open_session(request, account, method="password")
    response = redirect(target)
    remember_device(request, response, account)
    return response


@anyone
@writes
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, by a POST of one's own; anything else comes home."""
    if request.method == "POST" and request.user.is_authenticated:
        record("accounts.sign_out", actor=request.user.person, subject=request.user.person)
        close_session(request)
    return redirect("portal:home")


def sign_in_page(
    request: HttpRequest,
    form: SignInForm,
    *,
    status: int = 200,
    refused: bool = False,
    wait: str = "",
    crowded: bool = False,
) -> HttpResponse:
    """The sign-in form, with what went wrong if something did."""
    facts = {"form": form, "refused": refused, "wait": wait, "crowded": crowded, "next": _asked_page(request)}
    return render(request, "accounts/sign_in.html", facts, status=status)


def sign_in_form_page(request: HttpRequest) -> HttpResponse:
    """The sign-in page as a stranger first sees it, for the room that shows it at the house's address."""
    return sign_in_page(request, SignInForm())


def next_page(request: HttpRequest) -> str:
    """Where to go after signing in: the page first asked for, if it is one of ours (attack L15), else the home."""
    asked = _asked_page(request)
    return asked if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/") else "/"


def _asked_page(request: HttpRequest) -> str:
    return str(request.POST.get(NEXT_PAGE) or request.GET.get(NEXT_PAGE) or "")[:2000]
