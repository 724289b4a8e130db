"""A teacher's hours."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peristyle.curriculum.public import current_year_number
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.spreadsheets import csv_file
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.queries.service import service_of, years_taught
from peristyle.timetable.rules.durations import decimal_hours, in_hours
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
    titles = ["semestre", "code", "libelle", "type", "seances", "prevues_h", "faites_h", "annulees_h"]
    return csv_file(f"service-{year}-{year + 1}", titles, _rows(found))


def _rows(found: Service) -> Iterator[list[Any]]:
    for semester in found.semesters:
        for heading, hours in found.in_semester(semester):
            times = [decimal_hours(minutes) for minutes in (hours.planned, hours.done, hours.cancelled)]
            yield [semester, heading.code, heading.name, heading.kind, hours.sessions, *times]


def _found(request: HttpRequest, person: Person) -> tuple[int, list[int], Service]:
    """The year asked for, those there are, and the hours of that year."""
    current = current_year_number()
    years = sorted({current, *years_taught(person)}, reverse=True)
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else current
    return year, years, service_of(person, year, get_language() or "fr")
