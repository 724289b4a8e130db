"""The file a browser has open: kept by its id in the session once identity is proved."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from peristyle.enrolment.models import EnrolmentFile
from peristyle.enrolment.queries import OpenedFile, opened_file
from peristyle.enrolment.rules.progress import ORDER, FileStep, may_open, present_step
from peristyle.people.public import Person

KEY = "enrolment_file"
#: The person who proved who they are, not only one admission: all their files are open to them.
PERSON_KEY = "enrolment_person"
PAGES = {
    FileStep.IDENTIFIERS: "enrolment:identifiers",
    FileStep.CONTACT: "enrolment:contact",
    FileStep.EMAIL: "enrolment:email",
    FileStep.STEP: "enrolment:step",
    FileStep.SITUATION: "enrolment:situation",
    FileStep.FEES: "enrolment:fees",
    FileStep.RECEIPT: "enrolment:receipt",
}
FilePage = Callable[[HttpRequest, OpenedFile], HttpResponse]


def keep(request: HttpRequest, file: EnrolmentFile, *, person: Person | None = None) -> None:
    """Open the file in this browser, under a new session key; `person`: who proved to be its holder."""
    request.session.cycle_key()
    request.session[KEY] = file.pk
    request.session[PERSON_KEY] = person.pk if person else None


def close(request: HttpRequest) -> None:
    """Close the file in this browser."""
    request.session.pop(KEY, None)
    request.session.pop(PERSON_KEY, None)


def kept(request: HttpRequest) -> OpenedFile | None:
    """The file open in this browser."""
    file_id = request.session.get(KEY)
    return opened_file(file_id) if file_id else None


def proven_person(request: HttpRequest, opened: OpenedFile) -> Person | None:
    """The holder of the open file, if they proved who they are and not only that they know of an admission."""
    person = opened.file.admission.person
    return person if person and person.pk == request.session.get(PERSON_KEY) else None


def at(step: FileStep) -> Callable[[FilePage], Callable[[HttpRequest], HttpResponse]]:
    """A page of the open file; whoever skips a step is led to the first missing one, strangers to the beginning."""

    def guard(view: FilePage) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            opened = kept(request)
            if opened is None:
                return redirect("enrolment:identity")
            if not may_open(step, opened.done):
                return to_present_step(opened)
            return view(request, opened)

        return guarded

    return guard


def to_present_step(opened: OpenedFile) -> HttpResponse:
    """Lead to the first step that is missing."""
    return redirect(PAGES[present_step(opened.done)])


def page(
    request: HttpRequest,
    opened: OpenedFile,
    step: FileStep,
    *,
    template: str | None = None,
    status: int = 200,
    **facts: Any,
) -> HttpResponse:
    """The page of a step, with where one is and the way back."""
    before = ORDER[: ORDER.index(step)]
    context = {
        "file": opened.file,
        "admission": opened.file.admission,
        "steps": [{"label": label, "url": url} for label, url in _walk(step)],
        "current": len(before) + 2,
        "previous": reverse(PAGES[before[-1]]) if before else None,
        **facts,
    }
    return render(request, f"enrolment/file/{template or step}.html", context, status=status)


def _walk(step: FileStep) -> list[tuple[str, str | None]]:
    """Identity, which is proved, then the steps of the file; one may go back to those before."""
    labels = {
        FileStep.IDENTIFIERS: _("INE et CVEC"),
        FileStep.CONTACT: _("Contact"),
        FileStep.EMAIL: _("Mail"),
        FileStep.STEP: _("Étape"),
        FileStep.SITUATION: _("Situation"),
        FileStep.FEES: _("Paiement"),
        FileStep.RECEIPT: _("Reçu"),
    }
    position = ORDER.index(step)
    return [
        (_("Identité"), None),
        *((labels[each], reverse(PAGES[each]) if ORDER.index(each) < position else None) for each in ORDER),
    ]
