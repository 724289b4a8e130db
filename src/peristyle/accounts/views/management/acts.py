"""What an agent does about somebody's account, each on a page of its own that says what will happen."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from peristyle.accounts.actions.close_sessions import close_sessions
from peristyle.accounts.actions.closing.ask_extension import ExtensionNotAsked, ExtensionTooLong, longest_extension
from peristyle.accounts.actions.closing.decide_extension import extend_account
from peristyle.accounts.actions.factors.remove_factor import reset_factors as take_factors_away
from peristyle.accounts.actions.resend_activation import resend_activation
from peristyle.accounts.actions.suspend import lift_suspension
from peristyle.accounts.actions.suspend import suspend as shut
from peristyle.accounts.authority import may_undo
from peristyle.accounts.management_forms import ExtensionForm, ReasonForm, SuspensionForm
from peristyle.accounts.models import Account
from peristyle.accounts.person_actions import PersonAction
from peristyle.accounts.queries import factors_of, suspensions_in_force
from peristyle.accounts.rules import capabilities
from peristyle.accounts.views.management.subjects import account_to_act_on, typed_in
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.services import Text
from peristyle.kernel.transactions import writes
from peristyle.ui.environment import long_date


@requires(capabilities.SEND_ACTIVATION)
@freshly_proven
@writes
def send_activation(request: HttpRequest, person_id: int) -> HttpResponse:
    """Have the activation mail sent again, to the address on record."""
    action, account = account_to_act_on(request, person_id)
    if not account.person.backup_email:
        why = _("Aucune adresse personnelle n’est connue : passez par la récupération.")
        return _page(request, action, account, why=why)

    def act(_form: forms.Form) -> Text:
        resend_activation(account, by=person_of(request))
        return _("Le mail d’activation part dans un instant.")

    return _confirm(request, action, account, forms.Form(typed_in(request)), act)


@requires(capabilities.SUSPEND)
@freshly_proven
@writes
def suspend(request: HttpRequest, person_id: int) -> HttpResponse:
    """Suspend the account, for a reason, until a day or without end."""
    action, account = account_to_act_on(request, person_id)

    def act(form: forms.Form) -> Text:
        last_day = form.cleaned_data["last_day"]
        until = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time.min)) if last_day else None
        shut(account, reason=form.cleaned_data["reason"], by=person_of(request), until=until)
        return _("Le compte est suspendu, ses sessions sont fermées.")

    return _confirm(request, action, account, SuspensionForm(typed_in(request)), act)


@requires(capabilities.SUSPEND)
@freshly_proven
@writes
def restore(request: HttpRequest, person_id: int) -> HttpResponse:
    """Lift the suspensions in force; one that somebody with more power decided is theirs to lift."""
    action, account = account_to_act_on(request, person_id)
    if not all(may_undo(person_of(request), suspension.by) for suspension in suspensions_in_force(account)):
        why = _("Cette suspension a été décidée par l’informatique, qui seule la lève.")
        return _page(request, action, account, why=why)

    def act(form: forms.Form) -> Text:
        lift_suspension(account, by=person_of(request), reason=form.cleaned_data["reason"])
        return _("Le compte est rouvert.")

    return _confirm(request, action, account, ReasonForm(typed_in(request)), act)


@requires(capabilities.END_SESSIONS)
@freshly_proven
@writes
def end_sessions(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign the person out everywhere."""
    action, account = account_to_act_on(request, person_id)

    def act(form: forms.Form) -> Text:
        close_sessions(account, by=person_of(request), reason=form.cleaned_data["reason"])
        return _("Toutes les sessions de ce compte sont fermées.")

    return _confirm(request, action, account, ReasonForm(typed_in(request)), act)


@requires(capabilities.RESET_FACTORS)
@freshly_proven
@writes
def reset_factors(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take all second factors away from somebody who lost theirs; they are told at once."""
    action, account = account_to_act_on(request, person_id)
    if not factors_of(account):
        why = _("Cette personne n’a ni clé d’accès ni application d’authentification.")
        return _page(request, action, account, why=why)

    def act(form: forms.Form) -> Text:
        take_factors_away(account, by=person_of(request), reason=form.cleaned_data["reason"])
        return _("Les seconds facteurs sont retirés, la personne est prévenue.")

    return _confirm(request, action, account, ReasonForm(typed_in(request)), act)


@requires(capabilities.EXTEND)
@freshly_proven
@writes
def extend(request: HttpRequest, person_id: int) -> HttpResponse:
    """Keep the account closing until a later day; nothing it had lost comes back."""
    action, account = account_to_act_on(request, person_id)
    form = ExtensionForm(typed_in(request))
    if form.is_valid():
        try:
            extend_account(account, by=person_of(request), **form.cleaned_data)
        except ExtensionTooLong:
            longest = long_date(longest_extension())
            form.add_error(
                "until", _("Choisissez un jour après la fin actuelle, au plus tard le %(day)s.") % {"day": longest}
            )
        except ExtensionNotAsked:
            form.add_error(None, _("Ce compte n’a pas de fin connue, ou une demande attend déjà une réponse."))
        else:
            messages.success(request, _("Le compte est prolongé, la personne est prévenue."))
            return redirect("accounts:person", person_id=person_id)
    return _page(request, action, account, form=form)


def _confirm(
    request: HttpRequest,
    action: PersonAction,
    account: Account,
    form: forms.Form,
    act: Callable[[forms.Form], Text],
) -> HttpResponse:
    """The page that says what will happen; then what happened, on the person's page."""
    if form.is_valid():
        messages.success(request, act(form))
        return redirect("accounts:person", person_id=account.person_id)
    return _page(request, action, account, form=form)


def _page(
    request: HttpRequest,
    action: PersonAction,
    account: Account,
    *,
    form: forms.Form | None = None,
    why: Text = "",
) -> HttpResponse:
    facts = {"known": account, "action": action, "form": form, "why": why}
    refused = (form is not None and form.errors) or (why and request.method == "POST")
    return render(request, "accounts/management/act.html", facts, status=422 if refused else 200)
