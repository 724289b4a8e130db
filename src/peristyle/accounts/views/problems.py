"""« Problème de connexion »: forgotten password or identifier, shut account, and always the help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.actions.reset_password import reset_password, send_reset
from peristyle.accounts.actions.send_login import send_login
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.actions.type_code import type_code
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead, link_state
from peristyle.accounts.forms import CodeForm, PasswordForm
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.models import Account, LinkPurpose, MailedLink
from peristyle.accounts.passwords import review_for
from peristyle.accounts.queries import link_of_token, newest_links, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN
from peristyle.accounts.rules.links import LinkState, next_mail_at
from peristyle.accounts.rules.logins import is_numbered
from peristyle.accounts.rules.passwords import PasswordReview, PasswordTooWeak
from peristyle.accounts.views import wizard
from peristyle.accounts.views.identity import identity_page, proved
from peristyle.accounts.words import masked, wait_in_words
from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import reads, writes, writes_after_slow_work


@anyone
@reads
def connection_problem(request: HttpRequest) -> HttpResponse:
    """What is the matter? Each answer leads to what to do; the last one to the help."""
    return render(request, "accounts/problems/choices.html", {})


@anyone
@writes
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Ask who forgot their password."""
    return identity_page(request, "accounts/problems/forgotten_password.html", then="accounts:reset")


@anyone
@writes
def forgotten_login(request: HttpRequest) -> HttpResponse:
    """Ask who forgot their identifier."""
    return identity_page(request, "accounts/problems/forgotten_login.html", then="accounts:my_login")


@anyone
@writes
def shut_account(request: HttpRequest) -> HttpResponse:
    """Ask whose account is blocked, suspended, closing or closed; the situation says why and what to do."""
    return identity_page(request, "accounts/problems/shut_account.html", then="accounts:situation")


@anyone
@reads
def lost_address(request: HttpRequest) -> HttpResponse:
    """Who no longer reads their personal address: what the assisted recovery asks of them."""
    return render(request, "accounts/problems/lost_address.html", {})


@anyone
@writes
@proved
def reset(request: HttpRequest) -> HttpResponse:
    """Have a link mailed to the personal address on record, then type its code here or open it there."""
    account = wizard.proved_account(request)
    if account is None or state_of(account, clock.now()) not in SIGNS_IN:
        return redirect("accounts:situation")
    if request.method == "POST":
        send_reset.enqueue(account.pk)
    return _reset_page(request, account, CodeForm(), sent=request.method == "POST")


@anyone
@writes
@proved
def reset_code(request: HttpRequest) -> HttpResponse:
    """The code of the reset mail, typed where it was asked for."""
    account = wizard.proved_account(request)
    if account is None or request.method != "POST":
        return redirect("accounts:reset")
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _reset_page(request, account, form, status=422)
    try:
        link = type_code(LinkPurpose.RESET, form.cleaned_data["code"], person=account.person, number=None)
    except CodeRefused:
        return _reset_page(request, account, form, status=422, refused=True)
    except TooManyTries as slow:
        return _reset_page(request, account, form, status=429, wait=wait_in_words(slow.wait))
    wizard.begin(request, link)
    return redirect("accounts:choose_new_password")


@anyone
@writes
@proved
def my_login(request: HttpRequest) -> HttpResponse:
    """The identifier: mailed to whoever proved number and birth date, shown to whoever proved their INE too."""
    account = wizard.proved_account(request)
    if account is None or state_of(account, clock.now()) not in SIGNS_IN:
        return redirect("accounts:situation")
    address = account.person.backup_email
    sent = request.method == "POST" and bool(address)
    if sent:
        send_login(account)
    facts = {
        "known": account,
        "numbered": is_numbered(account.login),
        "address": masked(address) if address else "",
        "sent": sent,
        "shown": wizard.has_proved_strongly(request),
    }
    return render(request, "accounts/problems/my_login.html", facts)


@anyone
@writes
@secret_address
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed reset link; looking at it changes nothing."""
    link = link_of_token(token, LinkPurpose.RESET)
    if link is None or link_state(link) != LinkState.USABLE:
        return _dead(request, link_state(link))
    if request.method != "POST":
        return render(request, "accounts/problems/new_password_welcome.html", {"link": link})
    wizard.begin(request, link)
    return redirect("accounts:choose_new_password")


@anyone
@writes_after_slow_work
def choose_new_password(request: HttpRequest) -> HttpResponse:
    """Choose the new password; every session ends, both parties are told."""
    link = wizard.begun_link(request, LinkPurpose.RESET)
    if link is None or link_state(link) != LinkState.USABLE:
        return _dead(request, link_state(link))
    if request.method != "POST":
        return _password_page(request, link, PasswordForm())
    form = PasswordForm(request.POST)
    if not form.is_valid():
        return _password_page(request, link, form, status=422)
    try:
        reset_password(link, form.cleaned_data["password"])
    except PasswordTooWeak as weak:
        form.refuse([criterion.label for criterion in weak.review.missing])
        return _password_page(request, link, form, status=422, review=weak.review)
    except LinkDead as dead:
        return _dead(request, dead.state)
    except TooManySignIns:
        return _password_page(request, link, form, status=503, crowded=True)
    request.session.flush()
    return redirect("accounts:password_changed")


@anyone
@reads
def password_changed(request: HttpRequest) -> HttpResponse:
    """The new password works; sign in with it."""
    return render(request, "accounts/problems/password_changed.html", {})


def _reset_page(
    request: HttpRequest,
    account: Account,
    form: CodeForm,
    *,
    status: int = 200,
    sent: bool = True,
    refused: bool = False,
    wait: str = "",
) -> HttpResponse:
    links = newest_links(account, LinkPurpose.RESET)
    facts = {
        "form": form,
        "address": masked(account.person.backup_email) if account.person.backup_email else "",
        "next_mail_at": next_mail_at((link.sent_at for link in links), clock.now()),
        "sent": sent,
        "refused": refused,
        "wait": wait,
    }
    return render(request, "accounts/problems/reset.html", facts, status=status)


def _password_page(
    request: HttpRequest,
    link: MailedLink,
    form: PasswordForm,
    *,
    status: int = 200,
    crowded: bool = False,
    review: PasswordReview | None = None,
) -> HttpResponse:
    review = review or review_for(link.account.person, "", login=link.account.login)
    facts = {"form": form, "link": link, "review": review, "typed": False, "crowded": crowded}
    return render(request, "accounts/problems/new_password.html", facts, status=status)


def _dead(request: HttpRequest, state: LinkState) -> HttpResponse:
    return render(request, "accounts/problems/dead_link.html", {"state": state}, status=410)
