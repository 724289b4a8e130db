"""What students are entitled to at exams."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.exams.record_arrangement import Overlapping, end_arrangement, record_arrangement
from peristyle.timetable.forms.exams.arrangements import EXTRA_TIME, ArrangementForm, ArrangementSearch
from peristyle.timetable.queries.exams.arrangements import arrangements_within, students_within
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.capabilities import MANAGE_ARRANGEMENTS
from peristyle.ui.environment import long_date

PER_PAGE = 25


@requires(MANAGE_ARRANGEMENTS)
@reads
def arrangements(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/amenagements/: who is entitled to what, now or later, in one's composantes."""
    form = ArrangementSearch(request.GET)
    typed = form.cleaned_data["q"].strip() if form.is_valid() else ""
    page = Paginator(arrangements_within(person_of(request), typed), PER_PAGE).get_page(request.GET.get("page"))
    facts = {"form": form, "page": page, "extra_time": EXTRA_TIME, "query": urlencode({"q": typed})}
    return render(request, "timetable/exams/arrangements.html", facts, status=422 if form.errors else 200)


@requires(MANAGE_ARRANGEMENTS)
@writes
def new_arrangement(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/amenagements/nouveau/: a student is entitled to something."""
    officer = person_of(request)
    form = ArrangementForm(
        students_within(officer),
        clock.today(),
        request.POST if request.method == "POST" else None,
        initial={"extra": timetable_rules().exams.extra_per_hour, "apart": True, "starts_on": clock.today()},
    )
    if form.is_valid():
        answers = form.cleaned_data
        try:
            record_arrangement(
                answers["student"],
                extra_per_hour=answers["extra"],
                apart=answers["apart"],
                wheelchair=answers["wheelchair"],
                starts_on=answers["starts_on"],
                ends_on=answers["ends_on"],
                by=officer,
            )
        except Overlapping as overlapping:
            dates = {"start": long_date(overlapping.other.starts_on), "end": long_date(overlapping.other.ends_on)}
            form.add_error(
                "starts_on",
                _("Un aménagement court déjà du %(start)s au %(end)s : terminez-le d’abord.") % dates,
            )
        else:
            messages.success(request, _("L’aménagement est enregistré : il compte pour les prochains placements."))
            return redirect("timetable:arrangements")
    return render(request, "timetable/exams/arrangement_form.html", {"form": form}, status=422 if form.errors else 200)


@requires(MANAGE_ARRANGEMENTS)
@writes
def end(request: HttpRequest, arrangement_id: int) -> HttpResponse:
    """/gestion/planning/amenagements/…/terminer/: it ends now."""
    ended = get_object_or_404(arrangements_within(person_of(request)), pk=arrangement_id)
    if request.method == "POST":
        end_arrangement(ended, by=person_of(request))
        messages.success(request, _("L’aménagement est terminé."))
    return redirect("timetable:arrangements")
