"""What planners placed and nobody sees yet: what publishing it changes, and for whom."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.curriculum.public import load_trees
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.planning.publish_drafts import publish_drafts
from peristyle.timetable.forms.planning.board import DraftFilters
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.drafts import count_of_exams_to_publish, described, drafts_waiting, state_of
from peristyle.timetable.queries.planning.scope import planned_steps
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS

PER_PAGE = 20


@requires(PLAN_SESSIONS)
@writes
def drafts(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/brouillons/: what publishing changes, old → new; publishes all that is listed."""
    planner = person_of(request)
    steps = list(planned_steps(planner))
    answers = request.POST if request.method == "POST" else request.GET
    form = DraftFilters(steps, answers)
    asked = form.cleaned_data if form.is_valid() else {}
    waiting = drafts_waiting(planner)
    step = next((each for each in steps if str(each.pk) == asked.get("etape")), None)
    if step is not None:
        years = set(waiting.order_by().values_list("activity__year", flat=True).distinct())
        units = {unit for year in years for unit in load_trees([step], year)[step.pk].units}
        waiting = waiting.filter(activity__unit__in=units)
    for word in asked.get("q", "").split():
        waiting = waiting.filter(activity__unit__code__icontains=word) | waiting.filter(
            activity__unit__name_fr__icontains=word
        )
    if request.method == "POST" and form.is_valid():
        return _publish(request, waiting, form.cleaned_data)
    page = Paginator(waiting.order_by("starts_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page": page,
        "drafts": described(list(page)),
        "exams": count_of_exams_to_publish(planner),
        "asked": {name: value for name, value in asked.items() if value},
        "seen": state_of(waiting),
        "query": urlencode({name: value for name, value in asked.items() if value}),
    }
    return render(request, "timetable/planning/drafts.html", facts, status=422 if form.errors else 200)


def _publish(request: HttpRequest, waiting: QuerySet[Session], asked: dict[str, Any]) -> HttpResponse:
    """All that is listed, unless it is no longer what the planner was shown."""
    again = redirect(f"{reverse('timetable:drafts')}?{urlencode({key: asked[key] for key in ('etape', 'q')})}")
    if state_of(waiting) != asked["vu"]:
        messages.warning(
            request, _("Ces brouillons ont changé depuis que vous les avez vus : relisez-les, puis publiez.")
        )
        return again
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    if publish_drafts(ids, by=person_of(request)):
        said = ngettext("%(n)s séance est publiée.", "%(n)s séances sont publiées.", len(ids))
        messages.success(request, said % {"n": len(ids)})
    else:
        messages.info(
            request, _("La publication de %(n)s séances a commencé : elle se termine toute seule.") % {"n": len(ids)}
        )
    return again
