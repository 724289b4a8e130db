"""« Mes matières » for students: what they take, and what they choose."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peristyle.curriculum.actions.students.choose_units import NothingOpen, choose_units
from peristyle.curriculum.actions.students.seats import Full
from peristyle.curriculum.forms.choices import ChoicesForm, field_name
from peristyle.curriculum.models import UnitEnrolment
from peristyle.curriculum.queries import current_year_number, load_tree, own_units, studied_steps_of, windows_of
from peristyle.curriculum.rules.choices import NotOffered, WrongCount, open_lists
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads, writes


@signed_in
@reads
def my_units(request: HttpRequest) -> HttpResponse:
    """/scolarite/matieres/: the units and groups of whoever is signed in, in the present year or the one asked for."""
    asked = request.GET.get("annee", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() else current_year_number()
    now = clock.now()
    return render(request, "curriculum/own/units.html", {"own": own_units(person_of(request), year, now), "now": now})


@signed_in
@writes
def choose(request: HttpRequest, studied_id: int) -> HttpResponse:
    """The lists of an étape in which one may choose now."""
    person = person_of(request)
    student = get_object_or_404(studied_steps_of(person), pk=studied_id)
    tree = load_tree(student.step, student.year_id)
    windows = windows_of([student.step_id], student.year_id)[student.step_id]
    open_now = open_lists(tree.offer, windows, clock.now())
    mine = UnitEnrolment.objects.filter(person=person, year=student.year_id)
    rows = {row.unit_id: row for row in mine}
    form = ChoicesForm(
        tree, open_now, rows, (get_language() or "fr")[:2], request.POST if request.method == "POST" else None
    )
    page: dict[str, Any] = {"student": student, "form": form, "closes_at": _closing(windows, clock.now())}
    if request.method != "POST" or not form.is_valid():
        return render(request, "curriculum/own/choose.html", page, status=422 if form.errors else 200)
    try:
        choose_units(student, form.wanted(), by=person)
    except NothingOpen:
        messages.error(request, _("Les choix sont fermés : rien n’a été changé."))
        return redirect("curriculum:my_units")
    except WrongCount as wrong:
        form.add_error(field_name(wrong.list.id), _count_sentence(wrong))
    except Full as full:
        form.add_error(
            _field_of(form, full.unit),
            _("Il n’y a plus de place en « %(unit)s ». Choisissez une autre matière.")
            % {"unit": tree.units[full.unit].name_fr},
        )
    except NotOffered as wrong:
        unit = tree.units.get(wrong.unit)
        form.add_error(
            _field_of(form, wrong.unit),
            _("« %(unit)s » ne peut pas être choisie ici.") % {"unit": unit.name_fr if unit else wrong.unit},
        )
    else:
        messages.success(request, _("Vos choix sont enregistrés. La scolarité les validera."))
        return redirect("curriculum:my_units")
    return render(request, "curriculum/own/choose.html", page, status=422)


def _field_of(form: ChoicesForm, unit: int) -> str | None:
    """The field that offers a unit."""
    for name, field in form.fields.items():
        if str(unit) in {value for value, _label in field.choices}:  # type: ignore[attr-defined]
            return name
    return None


def _count_sentence(wrong: WrongCount) -> str:
    least, most = wrong.list.minimum, wrong.list.maximum
    if wrong.count > most:
        return _("Vous avez choisi %(count)s matières : au plus %(most)s.") % {"count": wrong.count, "most": most}
    return ngettext("Choisissez au moins une matière.", "Choisissez au moins %(least)s matières.", least) % {
        "least": least
    }


def _closing(windows: Any, now: Any) -> Any:
    """When the first of the windows that are open now closes."""
    return min((each.closes_at for each in windows if each.opens_at <= now < each.closes_at), default=None)
