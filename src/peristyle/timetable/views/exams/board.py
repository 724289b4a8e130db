"""All exams of a planner: what lacks, who clashes."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.exams.publish_exams import publish_ready
from peristyle.timetable.queries.exams.board import described_exams
from peristyle.timetable.queries.exams.clashes import clashing_students
from peristyle.timetable.queries.exams.unplaced import exams_without_date
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.views.exams.parts import AskedExams

PER_PAGE = 20
#: Exams published by one request: more would make it wait too long.
AT_ONCE = 60


@requires(PLAN_SESSIONS)
@writes
def exams(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/examens/: the exams to come, or of a period, and what each still lacks; publishes the ready."""
    planner = person_of(request)
    asked = AskedExams(planner, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and not asked.form.errors:
        published = publish_ready(asked.exams[:AT_ONCE], by=planner)
        said = ngettext("%(n)s examen est publié.", "%(n)s examens sont publiés.", published)
        if published:
            messages.success(request, said % {"n": published})
        else:
            messages.info(request, _("Aucun examen n’est prêt : voyez ce qui manque."))
        return redirect(f"{request.path}?{asked.query}")
    page = Paginator(asked.exams, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "asked": asked,
        "page": page,
        "exams": described_exams(list(page)),
        "without_date": exams_without_date(planner),
    }
    return render(request, "timetable/exams/board.html", facts, status=422 if asked.form.errors else 200)


@requires(PLAN_SESSIONS)
@reads
def clashes(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/examens/conflits/: which students are expected at exams that do not go together."""
    asked = AskedExams(person_of(request), request.GET)
    found = clashing_students(asked.exams)
    facts = {
        "asked": asked,
        "hard": [each for each in found if each.clash.hard],
        "soft": [each for each in found if not each.clash.hard],
    }
    return render(request, "timetable/exams/clashes.html", facts, status=422 if asked.form.errors else 200)
