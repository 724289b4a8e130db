"""The page where the owner of an address agrees to a redirect."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.kernel.access import anyone
from peristyle.kernel.discretion import secret_address
from peristyle.kernel.transactions import writes
from peristyle.mailbox.actions.confirm_redirect import ConfirmationDead
from peristyle.mailbox.actions.confirm_redirect import confirm_redirect as confirm
from peristyle.mailbox.queries import awaited_redirect


@anyone
@writes
@secret_address
def confirm_redirect(request: HttpRequest, token: str) -> HttpResponse:
    """The mailed link: looking changes nothing, the button confirms."""
    if request.method == "POST":
        try:
            redirect = confirm(token)
        except ConfirmationDead:
            return render(request, "mailbox/redirect_dead.html", {}, status=410)
        return render(request, "mailbox/redirect_confirmed.html", {"redirect": redirect})
    redirect_or_none = awaited_redirect(token)
    if redirect_or_none is None:
        return render(request, "mailbox/redirect_dead.html", {}, status=410)
    return render(request, "mailbox/confirm_redirect.html", {"redirect": redirect_or_none})
