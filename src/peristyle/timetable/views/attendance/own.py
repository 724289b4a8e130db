"""« Mes présences »: how one stands on the rolls of one's sessions."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peristyle.curriculum.public import current_year_number
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads
from peristyle.timetable.queries.attendance.own import attendance_by_unit, years_attended
from peristyle.timetable.rules.attendance import Presence


@signed_in
@reads
def my_attendance(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/presences/: unit by unit, the newest session first."""
    person, current = person_of(request), current_year_number()
    years = sorted({current, *years_attended(person)}, reverse=True)
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else current
    units = attendance_by_unit(person, year, (get_language() or "fr")[:2])
    facts = {"units": units, "year": year, "years": years, "presences": list(Presence)}
    return render(request, "timetable/attendance/own.html", facts)
