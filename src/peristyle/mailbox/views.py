"""Where university mails go: seen and chosen by their reader, agreed to by the owner of the address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect as redirect_to
from django.shortcuts import render
from django.utils.translation import gettext as _

from peristyle.kernel.access import account_of, anyone, freshly_proven, person_of, signed_in
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import reads, writes
from peristyle.mailbox.actions import change_redirect as changing
from peristyle.mailbox.actions import stop_redirect as stopping
from peristyle.mailbox.actions.confirm_redirect import ConfirmationDead
from peristyle.mailbox.actions.confirm_redirect import confirm_redirect as confirm
from peristyle.mailbox.forms import NewRedirectForm
from peristyle.mailbox.queries import awaited_redirect, present_redirect


@signed_in
@reads
def redirect(request: HttpRequest) -> HttpResponse:
    """Where one's mails go now."""
    return render(request, "mailbox/redirect.html", {"redirect": present_redirect(person_of(request).pk)})


@signed_in
@freshly_proven
@writes
def change_redirect(request: HttpRequest) -> HttpResponse:
    """Choose an address, and whether a copy stays."""
    person = person_of(request)
    if request.method != "POST":
        present = present_redirect(person.pk)
        chosen = (
            {"address": present.address, "keep_copy": present.keep_copy}
            if present
            else {"address": person.backup_email, "keep_copy": True}
        )
        return render(request, "mailbox/change_redirect.html", {"form": NewRedirectForm(initial=chosen)})
    form = NewRedirectForm(request.POST)
    if not form.is_valid():
        return render(request, "mailbox/change_redirect.html", {"form": form}, status=422)
    try:
        changing.change_redirect(account_of(request), **form.cleaned_data)
    except changing.AskedTooOften:
        form.add_error("address", _("Trop de demandes en une heure. Réessayez un peu plus tard."))
        return render(request, "mailbox/change_redirect.html", {"form": form}, status=429)
    messages.success(request, _("Votre choix est enregistré."))
    return redirect_to("mailbox:redirect")


@signed_in
@writes
def stop_redirect(request: HttpRequest) -> HttpResponse:
    """Have mails stay in the university's mailbox."""
    if request.method == "POST":
        stopping.stop_redirect(person_of(request))
        messages.success(request, _("La redirection est arrêtée."))
    return redirect_to("mailbox:redirect")


@anyone
@writes
@secret_address
def confirm_redirect(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: looking changes nothing, the button confirms."""
    if request.method == "POST":
        try:
            confirmed = confirm(token)
        except ConfirmationDead:
            return render(request, "mailbox/redirect_dead.html", {}, status=410)
        return render(request, "mailbox/redirect_confirmed.html", {"redirect": confirmed})
    awaited = awaited_redirect(token)
    if awaited is None:
        return render(request, "mailbox/redirect_dead.html", {}, status=410)
    return render(request, "mailbox/confirm_redirect.html", {"redirect": awaited})
