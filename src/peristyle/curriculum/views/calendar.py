"""The teaching calendar, for everybody who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from peristyle.curriculum.queries import calendar_of, current_year_number, published_calendars
from peristyle.kernel import clock
from peristyle.kernel.access import signed_in
from peristyle.kernel.transactions import reads


@signed_in
@reads
def calendar(request: HttpRequest) -> HttpResponse:
    """/calendrier/: classes, holidays and exams of the present academic year, or of the one asked for."""
    published = list(published_calendars())
    present = current_year_number()
    asked = request.GET.get("annee", "")
    number = next((year for year in published if str(year) == asked), present)
    facts = {
        "year": f"{number}-{number + 1}",
        "periods": calendar_of(number),
        "today": clock.today(),
        "others": [year for year in published if year != number],
    }
    return render(request, "curriculum/calendar.html", facts)
