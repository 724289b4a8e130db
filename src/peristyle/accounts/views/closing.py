"""The end of one's account: why, until when, what is left to do."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.closing.ask_extension import (
    ExtensionNotAsked,
    ExtensionTooLong,
    ask_extension,
    longest_extension,
)
from peristyle.accounts.closing_form import ExtensionForm
from peristyle.accounts.explanation_words import explanation_in_words
from peristyle.accounts.models import Account
from peristyle.accounts.queries import explanation_of, newest_extension
from peristyle.kernel import institution
from peristyle.kernel.access import signed_in
from peristyle.kernel.transactions import writes
from peristyle.ui.environment import long_date


@signed_in
@writes
def closing(request: HttpRequest) -> HttpResponse:
    """The home of an account that is closing; the POST asks for an extension."""
    if not _account(request).confined_by:
        return redirect("accounts:end_of_access")
    return _page(request, "accounts/closing/closing.html", here="accounts:closing")


@signed_in
@writes
def end_of_access(request: HttpRequest) -> HttpResponse:
    """The same for whoever is still here, in /compte/."""
    return _page(request, "accounts/own/end_of_access.html", here="accounts:end_of_access")


def _page(request: HttpRequest, template: str, *, here: str) -> HttpResponse:
    account = _account(request)
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _asked(account, form):
        return redirect(here)
    explanation = explanation_of(account)
    extension = newest_extension(account)
    waits = extension is not None and extension.decided_at is None
    facts = {
        "form": form,
        "explanation": explanation,
        "why": explanation_in_words(explanation),
        "extension": extension,
        "may_ask": explanation.closing_until is not None and not waits,
        "longest": longest_extension(),
        "erased_after_days": institution.current().retention.account_days,
    }
    return render(request, template, facts, status=422 if form.errors else 200)


def _asked(account: Account, form: ExtensionForm) -> bool:
    until, reason = form.cleaned_data["until"], form.cleaned_data["reason"]
    try:
        ask_extension(account, until=until, reason=reason, by=account.person)
    except ExtensionNotAsked:
        form.add_error(None, _("Une demande attend déjà une réponse, ou votre accès n’a pas de fin."))
    except ExtensionTooLong:
        last = long_date(longest_extension())
        form.add_error(
            "until", _("Choisissez un jour après la fermeture prévue, et au plus tard le %(day)s.") % {"day": last}
        )
    return not form.errors


def _account(request: HttpRequest) -> Account:
    return cast("Account", request.user)
