"""The corrections that students ask for."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.enrolment.actions.decide_correction import AlreadyDecided, decide_correction
from peristyle.enrolment.actions.office.accept_correction import accept_correction
from peristyle.enrolment.actions.office.correct_identity import NationalIdTaken
from peristyle.enrolment.models import CorrectionRequest
from peristyle.enrolment.office_forms import CorrectionForm
from peristyle.enrolment.queries.office import corrections_seen_by, corrections_to_decide
from peristyle.enrolment.rules.capabilities import CORRECT_IDENTITY
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person

PER_PAGE = 25


@requires(CORRECT_IDENTITY)
@reads
def corrections(request: HttpRequest) -> HttpResponse:
    """The corrections that wait, the oldest first."""
    page = Paginator(corrections_to_decide(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "enrolment/office/corrections.html", {"page": page})


@requires(CORRECT_IDENTITY)
@writes
def correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Decide upon one; then the next one is there."""
    officer = person_of(request)
    asked = get_object_or_404(corrections_seen_by(officer), pk=correction_id)
    if asked.decided_at:
        return _too_late(request)
    form = CorrectionForm(request.POST or None, subject=asked.subject, person=asked.person)
    if request.method == "POST" and form.is_valid() and _decided(request, asked, form, officer):
        following = corrections_to_decide(officer).first()
        if following:
            return redirect("enrolment:correction", correction_id=following.pk)
        return redirect("enrolment:corrections")
    facts = {"form": form, "asked": asked}
    return render(request, "enrolment/office/correction.html", facts, status=422 if form.errors else 200)


def _decided(request: HttpRequest, asked: CorrectionRequest, form: CorrectionForm, officer: Person) -> bool:
    answer = form.cleaned_data["answer"]
    try:
        if request.POST.get("decision") == "accept":
            accept_correction(asked, form.facts, answer=answer, by=officer)
            done = _("La correction est faite, l’étudiant est prévenu.")
            messages.success(request, done if form.facts else _("La demande est acceptée, l’étudiant est prévenu."))
        else:
            decide_correction(asked, accepted=False, answer=answer, by=officer)
            messages.success(request, _("La correction est refusée, l’étudiant est prévenu."))
    except NationalIdTaken:
        form.add_error("national_id", _("Une autre personne porte déjà cet INE : signalez le doublon à la DSIN."))
        return False
    except AlreadyDecided:
        _too_late(request)
    return True


def _too_late(request: HttpRequest) -> HttpResponse:
    messages.warning(request, _("Quelqu’un a déjà répondu à cette demande."))
    return redirect("enrolment:corrections")
