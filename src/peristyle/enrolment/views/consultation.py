"""« Consultation en ligne » (consult-ia): one's enrolments of the year and one's identifier, without an account."""

from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from peristyle.accounts.public import (
    TooManyTries,
    account_of_person,
    challenge_is_met,
    new_challenge,
    wait_in_words,
)
from peristyle.curriculum.public import current_year_number
from peristyle.enrolment.actions.consult import ConsultationRefused, consult, consultation_is_hammered
from peristyle.enrolment.forms import ConsultationForm
from peristyle.enrolment.queries import consulted_enrolments, consulted_person
from peristyle.kernel import clock
from peristyle.kernel.access import anyone
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person

KEY = "consulted"
#: The next user of a shared machine finds nothing open (attack L5).
STAYS_OPEN = timedelta(minutes=15)


@anyone
@writes
def consultation(request: HttpRequest) -> HttpResponse:
    """Ask for student number and birth date; whatever is wrong, the answer is the same."""

    def page(form: ConsultationForm, status: int = 200, **facts: object) -> HttpResponse:
        challenge = new_challenge() if consultation_is_hammered() else ""
        context = {"form": form, "refused": False, "wait": "", "unanswered": False, "challenge": challenge, **facts}
        return render(request, "enrolment/consultation/identity.html", context, status=status)

    if request.method != "POST":
        return page(ConsultationForm())
    form = ConsultationForm(request.POST)
    if not form.is_valid():
        return page(form, 422)
    if consultation_is_hammered() and not challenge_is_met(request.POST.get("challenge", "")):
        return page(form, 429, unanswered=True)
    try:
        person = consult(form.cleaned_data["number"], form.cleaned_data["birth_date"])
    except ConsultationRefused:
        return page(form, 422, refused=True)
    except TooManyTries as slow:
        return page(form, 429, wait=wait_in_words(slow.wait))
    request.session.cycle_key()
    request.session[KEY] = {"person": person.pk, "at": clock.now().isoformat()}
    return redirect("enrolment:consulted")


@anyone
@reads
def consulted(request: HttpRequest) -> HttpResponse:
    """Show it all: « Vous pouvez consulter toutes vos inscriptions pour l’année en cours »."""
    person = _present_person(request)
    if person is None:
        return redirect("enrolment:consultation")
    account = account_of_person(person.pk)
    context = {
        "person": person,
        "enrolments": list(consulted_enrolments(person, current_year_number())),
        "login": account.login if account else "",
    }
    return render(request, "enrolment/consultation/enrolments.html", context)


@anyone
@writes
def end_consultation(request: HttpRequest) -> HttpResponse:
    """Leave nothing open for the next person at this machine."""
    if request.method == "POST":
        request.session.pop(KEY, None)
    return redirect("enrolment:consultation")


def _present_person(request: HttpRequest) -> Person | None:
    kept = request.session.get(KEY)
    if not kept or clock.now() - datetime.fromisoformat(kept["at"]) > STAYS_OPEN:
        return None
    return consulted_person(kept["person"])
