"""How much rooms are used."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.access import requires
from peristyle.kernel.spreadsheets import csv_file
from peristyle.kernel.transactions import reads
from peristyle.timetable.forms.rooms.filters import OccupancyFilters
from peristyle.timetable.queries.occupancy import Occupancy, occupancy
from peristyle.timetable.rules.capabilities import SEE_ROOMS
from peristyle.timetable.rules.durations import decimal_hours, in_hours
from peristyle.ui.charts import LineChart, Series, line_chart

#: So many weeks, this one last, when nobody asks for others.
_WEEKS = timedelta(weeks=4)
_TITLES = (
    *("site", "code", "nom", "heure", "salles"),
    *("ouvertes_h", "occupees_h", "taux_heures_pct", "taux_places_pct"),
)


@requires(SEE_ROOMS)
@reads
def room_occupancy(request: HttpRequest) -> HttpResponse:
    """/gestion/salles/occupation/: hours and seats used, by building and by hour of the day."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "timetable/rooms/occupancy.html", {"form": form, "known": None}, status=422)
    known = occupancy(form.span, form.cleaned_data["building"])
    context: dict[str, Any] = {
        "form": form,
        "known": known,
        "chart": _chart(known),
        "by_room": bool(form.cleaned_data["building"]),
        "in_hours": in_hours,
        "query": request.GET.urlencode(),
    }
    return render(request, "timetable/rooms/occupancy.html", context)


@requires(SEE_ROOMS)
@reads
def occupancy_as_csv(request: HttpRequest) -> HttpResponse:
    """The same by place and hour for a French spreadsheet: semicolons, decimal commas, no formulas."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "timetable/rooms/occupancy.html", {"form": form, "known": None}, status=422)
    known = occupancy(form.span, form.cleaned_data["building"])
    rows = [
        [
            *(place.site, place.code, place.name, f"{hour}:00", place.rooms),
            *(decimal_hours(tally.open), decimal_hours(tally.used), tally.use_rate, tally.seat_rate),
        ]
        for place in known.places
        for hour in known.hours
        for tally in [known.cells[place.code, hour]]
    ]
    return csv_file(f"occupation-{known.span.first:%Y%m%d}-{known.span.last:%Y%m%d}", _TITLES, rows)


def _form(request: HttpRequest) -> OccupancyFilters:
    today = clock.today()
    usual = {"first": f"{today - _WEEKS:%Y-%m-%d}", "last": f"{today:%Y-%m-%d}"}
    return OccupancyFilters(usual | request.GET.dict())


def _chart(known: Occupancy) -> LineChart:
    rates = [(hour, tally.use_rate or 0, tally.seat_rate or 0) for hour, tally in known.by_hour]
    fullest = max(rates, key=lambda rate: rate[1], default=(0, 0, 0))
    description = _("Les salles sont le plus utilisées à %(hour)s h : %(rate)s %% des heures d’ouverture.") % {
        "hour": fullest[0],
        "rate": fullest[1],
    }
    return line_chart(
        _("Occupation des salles selon l’heure, en pour cent"),
        description,
        [f"{hour}:00" for hour, _used, _filled in rates],
        [
            Series(_("Heures utilisées"), [used for _hour, used, _filled in rates]),
            Series(_("Places occupées"), [filled for _hour, _used, filled in rates]),
        ],
    )
