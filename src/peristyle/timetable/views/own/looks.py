"""How one wants to see one's units: hidden ones are found here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.curriculum.public import TeachingUnit
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.own.change_look import change_look
from peristyle.timetable.forms.own import LookForm
from peristyle.timetable.models import UnitLook
from peristyle.timetable.queries.own_timetable import own_units
from peristyle.timetable.rules.tones import Tone, usual_tone


@signed_in
@reads
def my_looks(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/matieres/: the units of one's timetable, hidden ones among them."""
    units = own_units(person_of(request))
    return render(request, "timetable/own/looks.html", {"units": [(unit, *_look_of(unit)) for unit in units]})


@signed_in
@writes
def look(request: HttpRequest, unit_id: int) -> HttpResponse:
    """/emploi-du-temps/matieres/<unit>/: name it, colour it, hide it, for oneself."""
    person = person_of(request)
    unit = get_object_or_404(TeachingUnit, pk__in=[unit.pk for unit in own_units(person)], pk=unit_id)
    kept = UnitLook.objects.filter(person=person, unit=unit).first()
    form = LookForm(request.POST if request.method == "POST" else None, instance=kept)
    if request.method == "POST" and form.is_valid():
        change_look(person, unit, **form.cleaned_data)
        name = form.cleaned_data["name"] or unit.name((get_language() or "fr")[:2])
        messages.success(request, _("« %(unit)s » paraît désormais comme vous le souhaitez.") % {"unit": name})
        return redirect("timetable:my_looks")
    return render(request, "timetable/own/look.html", {"unit": unit, "form": form}, status=422 if form.errors else 200)


def _look_of(unit: TeachingUnit) -> tuple[UnitLook | None, Tone]:
    (found,) = unit.own_looks or (None,)  # type: ignore[attr-defined]
    return found, Tone(found.tone) if found and found.tone else usual_tone(unit.pk)
