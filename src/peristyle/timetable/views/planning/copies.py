"""A week copied to another."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.planning.copy_week import copy_week
from peristyle.timetable.actions.planning.several import SeveralRefused
from peristyle.timetable.forms.planning.grid import GridFilters
from peristyle.timetable.forms.planning.several import CopyForm
from peristyle.timetable.queries.planning.scope import planned_sessions, planned_steps
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.days import week_of
from peristyle.timetable.views.planning.parts import refusals_in_words


@requires(PLAN_SESSIONS)
@writes
def copy(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/copie/: the sessions of a view in a week, copied to another week."""
    planner = person_of(request)
    view = GridFilters(planned_steps(planner), request.GET, today=clock.today()).view()
    form = CopyForm(request.POST if request.method == "POST" else None, initial={"from_week": view.monday})
    refusals: list[dict[str, Any]] = []
    if form.is_valid():
        answers = form.cleaned_data
        start, end = week_of(answers["from_week"]), week_of(answers["to_week"])
        copied = view.of(planned_sessions(planner)).filter(starts_at__gte=start.starts_at, starts_at__lt=start.ends_at)
        try:
            count, left = copy_week(
                list(copied),
                from_monday=start.first,
                to_monday=end.first,
                by=planner,
                reason=answers["reason"],
                keep_what_can=answers["keep_what_can"],
            )
        except SeveralRefused as refused:
            refusals = refusals_in_words(refused)
        else:
            said = ngettext("%(n)s séance est copiée.", "%(n)s séances sont copiées.", count) % {"n": count}
            messages.success(request, said)
            if left:
                messages.warning(request, _("%(n)s n’ont pas pu l’être.") % {"n": len(left)})
            return redirect(view.at(end.first).address)
    facts = {"form": form, "view": view, "refusals": refusals}
    return render(request, "timetable/planning/copy.html", facts, status=422 if form.errors or refusals else 200)
