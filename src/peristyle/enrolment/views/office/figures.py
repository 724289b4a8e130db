"""The figures of enrolment."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from peristyle.curriculum.public import AcademicYear
from peristyle.enrolment.office_forms import FiguresForm
from peristyle.enrolment.queries.admissions import present_campaign
from peristyle.enrolment.queries.figures import Figures, every_day, figures
from peristyle.enrolment.rules.capabilities import READ_FIGURES
from peristyle.enrolment.rules.figures import same_day_last_year
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import scopes
from peristyle.kernel.spreadsheets import csv_file
from peristyle.kernel.transactions import reads
from peristyle.people.public import Component, Person
from peristyle.ui.charts import LineChart, Series, line_chart
from peristyle.ui.environment import long_date


@requires(READ_FIGURES)
@reads
def enrolment_figures(request: HttpRequest) -> HttpResponse:
    """/gestion/scolarite/chiffres/: enrolments by composante, étape, day and state, beside the year before."""
    form = _form(request)
    if not form.is_valid():
        return render(request, "enrolment/office/figures.html", {"form": form, "known": None}, status=422)
    known = _known(person_of(request), form)
    facts = {
        "form": form,
        "known": known,
        "chart": _chart(known),
        "same_day": same_day_last_year(known.day),
        "query": request.GET.urlencode(),
    }
    return render(request, "enrolment/office/figures.html", facts)


@requires(READ_FIGURES)
@reads
def figures_as_csv(request: HttpRequest) -> HttpResponse:
    """The figures by étape, for a French Excel: semicolons, byte order mark, cells that are never formulas."""
    form = _form(request)
    known = _known(person_of(request), form if form.is_valid() else None)
    titles = ["composante", "etape", "version", "libelle", "inscrits", "annulees", "un_an_avant", "ecart"]
    rows = [
        [
            *(line.step.degree.component_id, line.step.code, line.step.version, line.step.label),
            *(line.tally.standing, line.tally.cancelled, line.tally.last_year, line.tally.change),
        ]
        for line in known.steps
    ]
    return csv_file(f"inscriptions-{known.year}-{known.day:%Y%m%d}", titles, rows)


def _form(request: HttpRequest) -> FiguresForm:
    within = scopes(person_of(request), READ_FIGURES)
    components = Component.objects.all() if within is None else Component.objects.filter(pk__in=within)
    today = {"annee": present_campaign(), "jour": clock.today().strftime("%d/%m/%Y")}
    years = {present_campaign(), *AcademicYear.objects.values_list("number", flat=True)}
    return FiguresForm(today | request.GET.dict(), years=sorted(years, reverse=True), components=components)


def _known(officer: Person, form: FiguresForm | None) -> Figures:
    chosen = form.cleaned_data if form else {}
    year, day = chosen.get("annee") or present_campaign(), chosen.get("jour") or clock.today()
    return figures(officer, year, min(day, clock.today()), chosen.get("composante") or "")


def _chart(known: Figures) -> LineChart:
    """Both years added up day after day."""
    now, before = 0, 0
    labels: list[str] = []
    this_year: list[int] = []
    last_year: list[int] = []
    for each in every_day(known.days, known.day):
        now, before = now + each.count, before + each.last_year
        labels.append(_short(each.day))
        this_year.append(now)
        last_year.append(before)
    name = f"{known.year}-{known.year + 1}"
    former = f"{known.year - 1}-{known.year}"
    description = _("%(now)s inscriptions au %(day)s ; %(before)s un an avant, à la même date.") % {
        "now": now,
        "day": long_date(known.day),
        "before": before,
    }
    return line_chart(
        _("Inscriptions cumulées, jour après jour"),
        description,
        labels,
        [Series(name, this_year), Series(former, last_year)],
    )


def _short(day: date) -> str:
    return f"{day:%d/%m}"
