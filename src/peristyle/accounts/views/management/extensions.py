"""The extensions that wait for an answer, and the answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.accounts.actions.closing.ask_extension import ExtensionNotAsked, ExtensionTooLong, longest_extension
from peristyle.accounts.actions.closing.decide_extension import AlreadyDecided, grant_extension, refuse_extension
from peristyle.accounts.authority import may_act
from peristyle.accounts.closing_form import DecisionForm
from peristyle.accounts.models import Extension
from peristyle.accounts.queries import account_of_person, waiting_extensions
from peristyle.accounts.rules import capabilities
from peristyle.kernel.access import freshly_proven, person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.ui.environment import long_date

PER_PAGE = 25


@requires(capabilities.EXTEND)
@reads
def extensions(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the oldest first."""
    page = Paginator(waiting_extensions(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/management/extensions.html", {"page": page})


@requires(capabilities.EXTEND)
@freshly_proven
@writes
def decide_extension(request: HttpRequest, extension_id: int) -> HttpResponse:
    """Grant the extension, until the day asked for or another, or refuse it with a word."""
    extension = get_object_or_404(waiting_extensions(), pk=extension_id)
    account = account_of_person(extension.account.person_id)
    if account is None or not may_act(person_of(request), capabilities.EXTEND, account.person):
        raise PermissionDenied
    form = DecisionForm(request.POST or None, initial={"until": extension.until})
    if request.method == "POST" and form.is_valid() and _decided(request, extension, form):
        messages.success(request, _("La réponse est partie."))
        return redirect("accounts:extensions")
    facts = {"extension": extension, "known": account, "form": form}
    return render(request, "accounts/management/extension.html", facts, status=422 if form.errors else 200)


def _decided(request: HttpRequest, extension: Extension, form: DecisionForm) -> bool:
    agent, answer = person_of(request), form.cleaned_data["answer"]
    try:
        if form.refuses:
            refuse_extension(extension, by=agent, answer=answer)
        else:
            grant_extension(extension, by=agent, until=form.cleaned_data["until"], answer=answer)
    except (ExtensionTooLong, ExtensionNotAsked):
        last = long_date(longest_extension())
        form.add_error(
            "until", _("Choisissez un jour après la fermeture prévue, et au plus tard le %(day)s.") % {"day": last}
        )
    except AlreadyDecided:
        form.add_error(None, _("Un autre agent vient de répondre à cette demande."))
    return not form.errors
