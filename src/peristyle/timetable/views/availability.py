"""Teachers say when they cannot teach, or would rather not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.availability.declare import TooManyDeclared, declare_own, take_back
from peristyle.timetable.forms.availability import unavailable_forms
from peristyle.timetable.queries.availability import declared_by
from peristyle.timetable.queries.unavailable_words import unavailable_in_words
from peristyle.timetable.rules.availability import Wish
from peristyle.timetable.rules.capabilities import DECLARE_AVAILABILITY


@requires(DECLARE_AVAILABILITY)
@writes
def unavailabilities(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/indisponibilites/: what one declared, and a form for more."""
    teacher = person_of(request)
    forms = unavailable_forms(request.POST if request.method == "POST" else None, wishes=True)
    full = False
    for form in forms.values():
        if form.is_valid():
            typed = form.cleaned_data
            try:
                declare_own(teacher, Wish(typed["wish"]), form.when, reason=typed["reason"])
            except TooManyDeclared:
                full = True
            else:
                return redirect("timetable:unavailabilities")
    context = {
        "declared": [(each, unavailable_in_words(each)) for each in declared_by(teacher, clock.now())],
        "forms": forms,
        "full": full,
    }
    wrong = full or any(form.errors for form in forms.values())
    return render(request, "timetable/availability/own.html", context, status=422 if wrong else 200)


@requires(DECLARE_AVAILABILITY)
@writes
def taking_back(request: HttpRequest, declared_id: int) -> HttpResponse:
    """One is to be had again."""
    teacher = person_of(request)
    declared = get_object_or_404(declared_by(teacher, clock.now()), pk=declared_id)
    if request.method == "POST":
        take_back(declared, by=teacher)
    return redirect("timetable:unavailabilities")
