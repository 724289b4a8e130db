"""Assisted recovery: asked by one agent, confirmed by another or by time, cancelled by either."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.recovery import cancel_recovery as cancelling
from peristyle.accounts.actions.recovery import confirm_recovery as confirming
from peristyle.accounts.actions.recovery.ask_recovery import (
    AgentsOwnAddress,
    NowhereToWrite,
    RecoveryAlreadyWaits,
    ask_recovery,
)
from peristyle.accounts.actions.recovery.carry_out import NotWaiting
from peristyle.accounts.authority import may_act
from peristyle.accounts.management_forms import RecoveryForm
from peristyle.accounts.models import Account, AssistedRecovery
from peristyle.accounts.queries import recoveries_seen_by
from peristyle.accounts.rules.capabilities import RECOVER
from peristyle.accounts.views.management.subjects import account_to_act_on, typed_in
from peristyle.accounts.words import masked
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 20


@requires(RECOVER)
@freshly_proven
@writes
def recover(request: HttpRequest, person_id: int) -> HttpResponse:
    """Take down which document was checked and the address the person gives; nothing changes yet."""
    _action, account = account_to_act_on(request, person_id)
    form = RecoveryForm(typed_in(request))
    if form.is_valid():
        answers = {name: form.cleaned_data[name] for name in ("document", "note", "new_address", "resets_factors")}
        try:
            recovery = ask_recovery(account, by=person_of(request), **answers)
        except AgentsOwnAddress:
            form.add_error("new_address", _("C’est votre propre adresse : la personne doit donner la sienne."))
        except NowhereToWrite:
            form.add_error("new_address", _("Aucune adresse n’est connue : il en faut une pour envoyer le lien."))
        except RecoveryAlreadyWaits:
            form.add_error(None, _("Une récupération est déjà en attente pour cette personne."))
        else:
            return redirect("accounts:recovery", recovery_id=recovery.pk)
    return _form_page(request, account, form)


@requires(RECOVER)
@reads
def recoveries(request: HttpRequest) -> HttpResponse:
    """/gestion/comptes/recuperations/: those that wait for a second agent or for their time."""
    page = Paginator(recoveries_seen_by(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/management/recoveries.html", {"page": page})


@requires(RECOVER)
@reads
def recovery(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """One that waits: what was checked, what will happen, and the buttons of whoever may decide."""
    waiting = _waiting(request, recovery_id)
    agent, person = person_of(request), waiting.account.person
    facts = {
        "recovery": waiting,
        "address": masked(waiting.new_address) if waiting.new_address else "",
        "is_own": agent.pk == waiting.asked_by_id,
        "may_decide": may_act(agent, RECOVER, person),
    }
    return render(request, "accounts/management/recovery.html", facts)


@requires(RECOVER)
@freshly_proven
@writes
def confirm_recovery(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """A second agent confirms: it takes effect at once."""
    waiting = _to_decide(request, recovery_id)
    try:
        confirming.confirm_recovery(waiting, by=person_of(request))
    except (confirming.SameAgent, AgentsOwnAddress):
        messages.error(request, _("Un autre agent que vous doit confirmer cette récupération."))
        return redirect("accounts:recovery", recovery_id=recovery_id)
    except NotWaiting:
        return _too_late(request, waiting)
    messages.success(request, _("La récupération a pris effet : la personne reçoit son lien."))
    return redirect("accounts:person", person_id=waiting.account.person_id)


@requires(RECOVER)
@freshly_proven
@writes
def cancel_recovery(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """An agent cancels: nothing will change."""
    waiting = _to_decide(request, recovery_id)
    try:
        cancelling.cancel_recovery(waiting, by=person_of(request))
    except NotWaiting:
        return _too_late(request, waiting)
    messages.success(request, _("La récupération est annulée, rien n’a changé."))
    return redirect("accounts:person", person_id=waiting.account.person_id)


def _form_page(request: HttpRequest, account: Account, form: RecoveryForm) -> HttpResponse:
    address = account.person.backup_email
    facts = {"known": account, "form": form, "address": masked(address) if address else ""}
    return render(request, "accounts/management/recover.html", facts, status=422 if form.errors else 200)


def _waiting(request: HttpRequest, recovery_id: int) -> AssistedRecovery:
    return get_object_or_404(recoveries_seen_by(person_of(request)), pk=recovery_id)


def _to_decide(request: HttpRequest, recovery_id: int) -> AssistedRecovery:
    waiting = _waiting(request, recovery_id)
    if request.method != "POST" or not may_act(person_of(request), RECOVER, waiting.account.person):
        raise Http404
    return waiting


def _too_late(request: HttpRequest, waiting: AssistedRecovery) -> HttpResponse:
    messages.warning(request, _("Trop tard : cette récupération vient d’être décidée autrement."))
    return redirect("accounts:person", person_id=waiting.account.person_id)
