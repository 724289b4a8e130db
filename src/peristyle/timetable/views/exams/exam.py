"""One exam: its rooms, its invigilators, its seats, its publication."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.exams.publish_exams import NotReady, publish_exam
from peristyle.timetable.actions.exams.seat_students import seat_students
from peristyle.timetable.forms.exams.planning import SeatingForm
from peristyle.timetable.models import ExamSeat, Session
from peristyle.timetable.queries.exams.board import described_exam, planned_exams
from peristyle.timetable.queries.exams.clashes import clashing_students
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.rules.exams.seating import SeatOrder

PER_PAGE = 100


@requires(PLAN_SESSIONS)
@reads
def exam(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/: what is known of an exam, what lacks, who clashes."""
    shown = exam_of(request, session_id)
    facts = {
        "exam": described_exam(shown),
        "session": shown,
        "clashes": clashing_students(planned_exams(person_of(request)).filter(pk=shown.pk)),
    }
    return render(request, "timetable/exams/exam.html", facts)


@requires(PLAN_SESSIONS)
@writes
def seats(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/places/: who sits where; gives seats."""
    shown = exam_of(request, session_id)
    form = SeatingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            seating = seat_students(
                shown,
                by=person_of(request),
                order=SeatOrder(form.cleaned_data["order"]),
                afresh=form.cleaned_data["afresh"],
            )
        except PlacementRefused as refused:
            for _conflict, words in explained(refused.conflicts):
                form.add_error(None, words)
            form.add_error(None, _("Une salle ou un surveillant n’est pas libre jusqu’à la fin du temps majoré."))
        else:
            if seating.unseated:
                lacking = ngettext(
                    "%(n)s personne n’a pas de place : ajoutez une salle.",
                    "%(n)s personnes n’ont pas de place : ajoutez une salle.",
                    len(seating.unseated),
                )
                messages.warning(request, lacking % {"n": len(seating.unseated)})
            else:
                messages.success(request, _("Chaque personne a sa place."))
            return redirect("timetable:exam_seats", session_id)
    listed = ExamSeat.objects.filter(session=shown).select_related("room", "person")
    facts: dict[str, Any] = {
        "exam": described_exam(shown),
        "session": shown,
        "form": form,
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "timetable/exams/seats.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@writes
def publish(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/publier/: students are summoned."""
    shown = exam_of(request, session_id)
    if request.method == "POST":
        try:
            publish_exam(shown, by=person_of(request))
        except NotReady as not_ready:
            reasons = ", ".join(str(lack.label) for lack in not_ready.lacks) or _("l’examen est annulé")
            messages.error(request, _("L’examen ne peut pas encore être publié : %(reasons)s.") % {"reasons": reasons})
        else:
            messages.success(request, _("L’examen est publié : les étudiants voient leur convocation."))
    return redirect("timetable:exam", session_id)


def exam_of(request: HttpRequest, session_id: int) -> Session:
    """An exam of the planner's composantes, else 404."""
    return get_object_or_404(planned_exams(person_of(request)), pk=session_id)
