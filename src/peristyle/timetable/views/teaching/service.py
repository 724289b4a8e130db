"""A teacher's hours."""

import csv
import io

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peristyle.curriculum.public import current_year_number
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.spreadsheets import BYTE_ORDER_MARK, safe_cell
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.queries.service import service_of, years_taught
from peristyle.timetable.rules.durations import in_hours
from peristyle.timetable.rules.service import Service


@signed_in
@reads
def service(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/service/: hours planned, done and cancelled, by semester, unit and kind."""
    person = person_of(request)
    year, years, found = _found(request, person)
    context = {"year": year, "years": years, "service": found, "in_hours": in_hours}
    return render(request, "timetable/teaching/service.html", context)


@signed_in
@reads
def service_as_csv(request: HttpRequest) -> HttpResponse:
    """The same for a French spreadsheet: semicolons, decimal commas, cells that are never formulas."""
    year, _years, found = _found(request, person_of(request))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["semestre", "code", "libelle", "type", "seances", "prevues_h", "faites_h", "annulees_h"])
    for semester in found.semesters:
        for heading, hours in found.in_semester(semester):
            times = [
                f"{minutes / 60:.2f}".replace(".", ",") for minutes in (hours.planned, hours.done, hours.cancelled)
            ]
            cells = [semester, heading.code, heading.name, heading.kind, hours.sessions, *times]
            writer.writerow([safe_cell(cell) for cell in cells])
    answer = HttpResponse(BYTE_ORDER_MARK + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="service-{year}-{year + 1}.csv"'
    return answer


def _found(request: HttpRequest, person: Person) -> tuple[int, list[int], Service]:
    """The year asked for, those there are, and the hours of that year."""
    current = current_year_number()
    years = sorted({current, *years_taught(person)}, reverse=True)
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else current
    return year, years, service_of(person, year, get_language() or "fr")
