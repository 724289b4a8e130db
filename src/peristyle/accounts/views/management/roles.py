"""Roles of somebody: IT gives them and takes them away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.roles.give_role import NotOfTheStaff, RoleHeldAlready, give_role
from peristyle.accounts.management_forms import ReasonForm
from peristyle.accounts.models import Account
from peristyle.accounts.role_forms import RoleForm
from peristyle.accounts.role_words import ROLE_WORDS
from peristyle.accounts.rules import capabilities
from peristyle.accounts.views.management.subjects import account_to_act_on, typed_in
from peristyle.kernel import clock
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.people.public import RoleAssignment, RoleOver
from peristyle.people.public import end_role as take_away

LIST = "accounts:roles"


@requires(capabilities.GIVE_ROLES)
@freshly_proven
@writes
def roles(request: HttpRequest, person_id: int) -> HttpResponse:
    """The roles held now, and the form that gives one more."""
    action, account = account_to_act_on(request, person_id)
    form = RoleForm(typed_in(request))
    if form.is_valid():
        try:
            give_role(account, by=person_of(request), **form.cleaned_data)
        except NotOfTheStaff:
            form.add_error(None, _("Un rôle se donne à qui travaille à l’université en ce moment."))
        except RoleHeldAlready:
            form.add_error("role", _("Cette personne a déjà ce rôle, là ou dans toute l’université."))
        else:
            messages.success(request, _("Le rôle est donné. Une seconde vérification peut lui être demandée."))
            return redirect(LIST, person_id=person_id)
    held = [(assignment, ROLE_WORDS[assignment.role]) for assignment in _held(account)]
    facts = {"known": account, "action": action, "form": form, "held": held}
    return render(request, "accounts/management/roles.html", facts, status=422 if form.errors else 200)


@requires(capabilities.GIVE_ROLES)
@freshly_proven
@writes
def end_role(request: HttpRequest, person_id: int, assignment_id: int) -> HttpResponse:
    """Take one away, for a reason, from now on."""
    _action, account = account_to_act_on(request, person_id, url_name=LIST)
    assignment = next((held for held in _held(account) if held.pk == assignment_id), None)
    if assignment is None:
        raise Http404
    form = ReasonForm(typed_in(request))
    if form.is_valid():
        try:
            take_away(assignment, by=person_of(request), reason=form.cleaned_data["reason"])
        except RoleOver:
            raise Http404 from None
        messages.success(request, _("Le rôle est retiré, dès maintenant."))
        return redirect(LIST, person_id=person_id)
    facts = {"known": account, "assignment": assignment, "words": ROLE_WORDS[assignment.role], "form": form}
    return render(request, "accounts/management/end_role.html", facts, status=422 if form.errors else 200)


def _held(account: Account) -> list[RoleAssignment]:
    now = clock.now()
    return [held for held in account.person.roles.all() if held.is_current(now)]
