"""A word on a file that was looked at, the same for each kind of file."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from peristyle.enrolment.actions.give_up_import import give_up_import
from peristyle.kernel.access import person_of
from peristyle.kernel.importing.models import PreviewedImport
from peristyle.kernel.importing.previewing import NotWaiting


def import_file(request: HttpRequest, do: Callable[[], None], page: str, taken: PreviewedImport) -> HttpResponse:
    """Have it imported; a second click finds it under way."""
    _only_posted(request)
    try:
        do()
    except NotWaiting:
        messages.info(request, _("Ce fichier n’est pas, ou plus, à confirmer."))
    return redirect(page, import_id=taken.pk)


def give_up_file(request: HttpRequest, taken: PreviewedImport, page: str) -> HttpResponse:
    """Forget it."""
    _only_posted(request)
    try:
        give_up_import(taken, by=person_of(request))
        messages.success(request, _("Le fichier est abandonné : rien n’en a été importé."))
    except NotWaiting:
        messages.info(request, _("Ce fichier n’est pas, ou plus, à confirmer."))
    return redirect(page)


def _only_posted(request: HttpRequest) -> None:
    if request.method != "POST":
        raise Http404
