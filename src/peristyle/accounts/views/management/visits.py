"""« Voir comme cette personne »: begin and leave."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.see_as import begin_visit, end_visit
from peristyle.accounts.management_forms import ReasonForm
from peristyle.accounts.queries import visit_by_id
from peristyle.accounts.rules.capabilities import SEE_AS
from peristyle.accounts.views.management.subjects import account_to_act_on, typed_in
from peristyle.accounts.visiting import VISIT
from peristyle.kernel.access import freshly_proven, person_of, requires, signed_in
from peristyle.kernel.transactions import writes


@requires(SEE_AS)
@freshly_proven
@writes
def see_as(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say why, then see the house as this person sees it."""
    action, account = account_to_act_on(request, person_id)
    form = ReasonForm(typed_in(request))
    if form.is_valid():
        visit = begin_visit(account, agent=person_of(request), reason=form.cleaned_data["reason"])
        request.session[VISIT] = visit.pk
        return redirect("portal:home")
    facts = {"known": account, "action": action, "form": form, "why": ""}
    return render(request, "accounts/management/act.html", facts, status=422 if form.errors else 200)


@signed_in
@writes
def leave_visit(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    visit = visit_by_id(request.session.get(VISIT, 0))
    if visit is None:
        return redirect("portal:home")
    if request.method != "POST":
        return render(request, "accounts/management/leave_visit.html", {"left": visit})
    del request.session[VISIT]
    with transaction.atomic():
        end_visit(visit)
    messages.info(request, _("La consultation est terminée : vous êtes de nouveau vous-même."))
    return redirect("accounts:person", person_id=visit.account.person_id)
