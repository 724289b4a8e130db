"""A semester for outside solvers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.export_itc2019 import export_itc2019
from peristyle.timetable.forms.planning.itc2019 import ExportForm
from peristyle.timetable.queries.planning.scope import planned_components
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS


@requires(PLAN_SESSIONS)
@writes
def itc2019(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/export-itc/: rooms, classes, constraints and numbered students of a semester, as XML."""
    planner = person_of(request)
    periods = CalendarPeriod.objects.filter(kind=PeriodKind.CLASSES).select_related("year").order_by("starts_on")
    form = ExportForm(planned_components(planner), periods, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "timetable/planning/itc2019.html", {"form": form}, status=422 if form.errors else 200)
    component = form.components[form.cleaned_data["component"]]
    period = form.periods[form.cleaned_data["period"]]
    body = export_itc2019(period, component, by=planner)
    name = f"itc2019-{component.code}-{period.starts_on:%Y-%m}.xml".lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type="application/xml", headers=headers)
