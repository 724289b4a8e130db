"""« 1ère connexion »: cliquer, et se laisser guider."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.actions.contacts.ask_change import AskedTooOften
from peristyle.accounts.actions.give_address import AddressFixed, give_address, may_give_address
from peristyle.accounts.actions.prove_identity import IdentityRefused
from peristyle.accounts.actions.prove_identity import prove_national_id as prove
from peristyle.accounts.actions.send_activation import send_activation
from peristyle.accounts.actions.throttle import TooManyTries
from peristyle.accounts.forms import FirstAddressForm, NationalIdForm
from peristyle.accounts.models import Account
from peristyle.accounts.queries import state_of
from peristyle.accounts.rules.life_cycle import State
from peristyle.accounts.views import wizard
from peristyle.accounts.views.identity import identity_page, proved
from peristyle.accounts.views.situations import situation_page
from peristyle.accounts.words import masked, wait_in_words
from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads, writes

#: What the INE is asked for, and the page it opens.
GOALS = {"adresse": "accounts:backup_email", "identifiant": "accounts:my_login", "motif": "accounts:situation"}


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
    here, facts = situation_page(account, wizard.newcomer(request), strongly=wizard.has_proved_strongly(request))
    return render(request, f"accounts/first_connection/situations/{here}.html", facts)


@anyone
@writes
@proved
def new_activation_link(request: HttpRequest) -> HttpResponse:
    """Ask for a new activation mail; it goes to the address on record. Whoever is too early is told when it leaves."""
    account = wizard.proved_account(request)
    if request.method == "POST" and account and state_of(account, clock.now()) == State.ACTIVATABLE:
        send_activation.enqueue(account.pk)
        return redirect("accounts:activation_code")
    return redirect("accounts:situation")


@anyone
@writes
@proved
def prove_national_id(request: HttpRequest, goal: str) -> HttpResponse:
    """Prove one's identity strongly, with the INE, for what number and birth date do not open."""
    if goal not in GOALS:
        raise Http404
    account = wizard.proved_account(request)
    if account is None or not account.person.national_id:
        return redirect("accounts:situation")
    if wizard.has_proved_strongly(request):
        return redirect(GOALS[goal])

    def page(form: NationalIdForm, status: int = 200, **facts: Any) -> HttpResponse:
        facts = {"form": form, "goal": goal, "refused": False, "wait": "", **facts}
        return render(request, "accounts/first_connection/national_id.html", facts, status=status)

    if request.method != "POST":
        return page(NationalIdForm())
    form = NationalIdForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    try:
        prove(account.person, form.cleaned_data["national_id"])
    except IdentityRefused:
        return page(form, 422, refused=True)
    except TooManyTries as slow:
        return page(form, 429, wait=wait_in_words(slow.wait))
    wizard.keep_strong_proof(request)
    return redirect(GOALS[goal])


@anyone
@writes
@proved
def backup_email(request: HttpRequest) -> HttpResponse:
    """Give a personal address, or another one than that on record; the INE was asked first."""
    account = wizard.proved_account(request)
    if account is None or not may_give_address(account):
        return redirect("accounts:situation")
    if not wizard.has_proved_strongly(request):
        return redirect("accounts:prove_national_id", "adresse")
    form, often = FirstAddressForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        try:
            give_address(account, form.cleaned_data["address"])
        except AddressFixed:
            return redirect("accounts:situation")
        except AskedTooOften:
            often = True
        else:
            return redirect("accounts:activation_code")
    known = account.person.backup_email
    facts = {"form": form, "address": masked(known) if known else "", "often": often}
    status = 429 if often else 422 if form.is_bound else 200
    return render(request, "accounts/first_connection/backup_email.html", facts, status=status)
