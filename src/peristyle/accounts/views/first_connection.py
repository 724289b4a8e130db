"""« 1ère connexion »: cliquer, et se laisser guider."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.actions.prove_identity import IdentityRefused
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.actions.set_backup_email import may_give_backup_email, set_first_backup_email
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.forms import BackupEmailForm
from peristyle.accounts.models import Account
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import AWAITS_ACTIVATION
from peristyle.accounts.views import wizard
from peristyle.accounts.views.identity import identity_page, proved
from peristyle.accounts.words import masked, wait_in_words
from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads, writes


@anyone
@writes
def first_connection(request: HttpRequest) -> HttpResponse:
    """First step: who are you? Number and birth date, never the identifier alone."""
    return identity_page(request, "accounts/first_connection/identity.html", then="accounts:situation")


@anyone
@reads
@proved
def situation(request: HttpRequest) -> HttpResponse:
    """Second step: what is the matter, and what to do now."""
    account: Account | None = wizard.proved_account(request)
    address = account.person.backup_email if account else ""
    facts = {
        "known": account,
        "state": state_of(account, clock.now()) if account else None,
        "address": masked(address) if address else "",
        "suspension": _suspension(account) if account else None,
    }
    return render(request, "accounts/first_connection/situation.html", facts)


@anyone
@writes
@proved
def new_activation_link(request: HttpRequest) -> HttpResponse:
    """Ask for a new activation mail; it goes to the address on record."""
    account = wizard.proved_account(request)
    if request.method == "POST" and account and state_of(account, clock.now()) in AWAITS_ACTIVATION:
        send_activation.enqueue(account.pk)
        return redirect("accounts:activation_code")
    return redirect("accounts:situation")


@anyone
@writes
@proved
def backup_email(request: HttpRequest) -> HttpResponse:
    """Give a personal address when none is on record; the INE is asked as well."""
    account = wizard.proved_account(request)
    if account is None or not may_give_backup_email(account):
        return redirect("accounts:situation")
    if request.method != "POST":
        return _backup_email_page(request, BackupEmailForm())
    form = BackupEmailForm(request.POST)
    if not form.is_valid():
        return _backup_email_page(request, form, status=422)
    try:
        set_first_backup_email(account, **form.cleaned_data)
    except IdentityRefused:
        return _backup_email_page(request, form, status=422, refused=True)
    except TooManyTries as slow:
        return _backup_email_page(request, form, status=429, wait=wait_in_words(slow.wait))
    return redirect("accounts:activation_code")


def _suspension(account: Account) -> object:
    now = clock.now()
    in_force = [row for row in account.suspensions.all() if row.since <= now and (row.until is None or row.until > now)]
    return in_force[-1] if in_force else None


def _backup_email_page(
    request: HttpRequest, form: BackupEmailForm, *, status: int = 200, refused: bool = False, wait: str = ""
) -> HttpResponse:
    facts = {"form": form, "refused": refused, "wait": wait}
    return render(request, "accounts/first_connection/backup_email.html", facts, status=status)
