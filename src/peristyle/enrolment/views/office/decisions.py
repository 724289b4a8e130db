"""The enrolment files that an officer decides upon."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.enrolment.actions.office.decide_file import AlreadyDecided, decide_file
from peristyle.enrolment.models import FileDecision
from peristyle.enrolment.office_forms import AnswerForm
from peristyle.enrolment.queries.checklists import overviews
from peristyle.enrolment.queries.office import WISHES, decisions_seen_by, decisions_to_take, former_enrolments_in_step
from peristyle.enrolment.rules.capabilities import DECIDE_FILES
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes

PER_PAGE = 25


@requires(DECIDE_FILES)
@reads
def decisions(request: HttpRequest) -> HttpResponse:
    """The files that wait, the oldest first."""
    page = Paginator(decisions_to_take(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enrolment/office/decisions.html", {"page": page})


@requires(DECIDE_FILES)
@writes
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Decide upon one; then the next one is there."""
    officer = person_of(request)
    waiting = get_object_or_404(decisions_seen_by(officer), pk=decision_id)
    if waiting.decided_at:
        return _too_late(request)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accepted = request.POST.get("decision") == "accept"
        try:
            decide_file(waiting, accepted=accepted, answer=form.cleaned_data["answer"], by=officer)
        except AlreadyDecided:
            return _too_late(request)
        messages.success(request, _sentence(waiting, accepted=accepted))
        following = decisions_to_take(officer).first()
        if following:
            return redirect("enrolment:decision", decision_id=following.pk)
        return redirect("enrolment:decisions")
    admission = waiting.file.admission
    facts = {
        "form": form,
        "waiting": waiting,
        "overview": overviews([admission], admission.person)[0],
        "former": former_enrolments_in_step(waiting.file),
    }
    return render(request, "enrolment/office/decision.html", facts, status=422 if form.errors else 200)


def _sentence(decided: FileDecision, *, accepted: bool) -> str:
    if decided.kind in WISHES:
        granted = _("La demande est acceptée, la personne est prévenue.")
        return (
            granted
            if accepted
            else _("La demande est refusée, le dossier continue sans elle ; la personne est prévenue.")
        )
    taken = _("Le dossier est accepté, la personne est prévenue.")
    return taken if accepted else _("Le dossier est refusé, la personne est prévenue.")


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Quelqu’un a déjà décidé de ce dossier."))
    return redirect("enrolment:decisions")
