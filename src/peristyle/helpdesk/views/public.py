"""« Aide »: what helps most often, a request to write, whom to call. Open to whoever cannot sign in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.accounts.public import wait_in_words
from peristyle.helpdesk.actions.ask import TooManyRequests, ask
from peristyle.helpdesk.forms import RequestForm
from peristyle.helpdesk.models import Subject
from peristyle.kernel import institution
from peristyle.kernel.access import anyone, person_of
from peristyle.kernel.transactions import writes


@anyone
@writes
def help_page(request: HttpRequest) -> HttpResponse:
    """The help: « cliquez sur « Problème de connexion », puis sur Aide ». `?sujet=` chooses the subject."""
    person = person_of(request) if request.user.is_authenticated else None
    if request.method != "POST":
        return _page(request, RequestForm(initial=_known(request), signed_in=bool(person)))
    form = RequestForm(request.POST, signed_in=bool(person))
    if not form.is_valid():
        return _page(request, form, status=422)
    typed = form.cleaned_data
    try:
        asked, token = ask(
            subject=Subject(typed["subject"]),
            name=typed["name"],
            mail=typed["mail"],
            typed_number=typed["number"],
            text=typed["message"],
            language=(get_language() or "fr")[:2],
            person=person,
        )
    except TooManyRequests as flood:
        return _page(request, form, status=429, wait=wait_in_words(flood.wait))
    return redirect("helpdesk:my_request", asked.number) if person else redirect("helpdesk:follow_up", token)


def _known(request: HttpRequest) -> dict[str, Any]:
    subject = request.GET.get("sujet", "")
    known: dict[str, Any] = {"subject": subject if subject in Subject else ""}
    if request.user.is_authenticated:
        person = person_of(request)
        known |= {
            "name": person.display_name,
            "mail": person.backup_email or request.user.get_username(),
            "number": person.student_number or person.staff_number or "",
        }
    return known


def _page(request: HttpRequest, form: RequestForm, *, status: int = 200, wait: str = "") -> HttpResponse:
    support = institution.current().mail.support
    hours = support.hours_en if get_language() == "en" else support.hours_fr
    ways = [(_("Mail"), support.mail), (_("Téléphone"), support.phone), (_("Horaires"), hours)]
    facts = {"form": form, "wait": wait, "support_facts": [(term, value) for term, value in ways if value]}
    return render(request, "helpdesk/help.html", facts, status=status)
