"""Of several who look at the same request, one decides: what the others are told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def waits_no_more(request: HttpRequest, page: str) -> HttpResponse:
    """Say that what they decide on waits no more, and lead them back to the list."""
    messages.info(
        request,
        _("Cette demande n’attend plus de réponse : quelqu’un y a répondu, elle a été retirée, ou il est trop tard."),
    )
    return redirect(page)
