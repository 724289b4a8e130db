"""« Problème de connexion »: forgotten password or identifier, shut account, and always the help."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.accounts.actions.reset_password import reset_password, send_reset
from peristyle.accounts.actions.send_login import send_login
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.actions.type_code import type_code
from peristyle.accounts.actions.use_link import CodeRefused, LinkDead, link_state
from peristyle.accounts.forms import CodeForm, PasswordForm
from peristyle.accounts.hashing import TooManySignIns
from peristyle.accounts.models import LinkPurpose, MailedLink
from peristyle.accounts.passwords import review_for
from peristyle.accounts.queries import link_of_token, state_of
from peristyle.accounts.rules.life_cycle import SIGNS_IN
from peristyle.accounts.rules.links import LinkState
from peristyle.accounts.rules.passwords import PasswordTooWeak
from peristyle.accounts.views import wizard
from peristyle.accounts.views.identity import identity_page, proved
from peristyle.accounts.words import masked, wait_in_words
from peristyle.kernel import clock, institution
from peristyle.kernel.access import anyone, signed_in
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import reads, writes, writes_after_slow_work


@anyone
@reads
def connection_problem(request: HttpRequest) -> HttpResponse:
    """What is the matter? Each answer leads to what to do; the last one to the help."""
    return render(request, "accounts/problems/choices.html", {})


@anyone
@reads
def help_page(request: HttpRequest) -> HttpResponse:
    """The help for who is outside: « cliquez sur « Problème de connexion », puis sur Aide »."""
    support = institution.current().mail.support
    hours = support.hours_en if get_language() == "en" else support.hours_fr
    known = [(_("Mail"), support.mail), (_("Téléphone"), support.phone), (_("Horaires"), hours)]
    return render(request, "accounts/help.html", {"support_facts": [(term, value) for term, value in known if value]})


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
@proved
def reset(request: HttpRequest) -> HttpResponse:
    """Have a link mailed to the personal address on record, then type its code here or open it there."""
    account = wizard.proved_account(request)
    if account is None or state_of(account, clock.now()) not in SIGNS_IN:
        return redirect("accounts:situation")
    facts = {
        "form": CodeForm(),
        "address": masked(account.person.backup_email) if account.person.backup_email else "",
        "sent": False,
        "refused": False,
        "wait": "",
    }
    if request.method == "POST":
        send_reset.enqueue(account.pk)
        facts["sent"] = True
    return render(request, "accounts/problems/reset.html", facts)


@anyone
@writes
@proved
def reset_code(request: HttpRequest) -> HttpResponse:
    """The code of the reset mail, typed where it was asked for."""
    account = wizard.proved_account(request)
    if account is None or request.method != "POST":
        return redirect("accounts:reset")
    form = CodeForm(request.POST)
    facts = {
        "form": form,
        "address": masked(account.person.backup_email),
        "sent": True,
        "refused": False,
        "wait": "",
    }
    if form.is_valid():
        try:
            link = type_code(LinkPurpose.RESET, form.cleaned_data["code"], person=account.person, number=None)
        except CodeRefused:
            facts["refused"] = True
        except TooManyTries as slow:
            facts["wait"] = wait_in_words(slow.wait)
            return render(request, "accounts/problems/reset.html", facts, status=429)
        else:
            wizard.begin(request, link)
            return redirect("accounts:choose_new_password")
    return render(request, "accounts/problems/reset.html", facts, status=422)


@anyone
@writes
@proved
def my_login(request: HttpRequest) -> HttpResponse:
    """The identifier, for who proved their identity; on request it is mailed as well."""
    account = wizard.proved_account(request)
    if account is None:
        return redirect("accounts:situation")
    sent = request.method == "POST" and bool(account.person.backup_email)
    if sent:
        send_login(account)
    address = masked(account.person.backup_email) if account.person.backup_email else ""
    return render(request, "accounts/problems/my_login.html", {"known": account, "address": address, "sent": sent})


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
        return _password_page(request, link, form, status=422)
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


@signed_in
@reads
def closing(request: HttpRequest) -> HttpResponse:
    """The only page of an account that is closing: why, until when, what is left to do."""
    if not getattr(request.user, "confined_by", None):
        return redirect("portal:home")
    return render(request, "accounts/closing.html", {})


def _password_page(
    request: HttpRequest, link: MailedLink, form: PasswordForm, *, status: int = 200, crowded: bool = False
) -> HttpResponse:
    review = review_for(link.account.person, "", login=link.account.login)
    facts = {"form": form, "link": link, "review": review, "typed": False, "crowded": crowded}
    return render(request, "accounts/problems/new_password.html", facts, status=status)


def _dead(request: HttpRequest, state: LinkState) -> HttpResponse:
    return render(request, "accounts/problems/dead_link.html", {"state": state}, status=410)
