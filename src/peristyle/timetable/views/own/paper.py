"""One's own timetable on paper: a week, or the semester."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst, slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.curriculum.public import CalendarPeriod, PeriodKind
from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.adapters.timetable_paper import Paper, PaperDay, PaperEntry, PaperWeek, as_pdf
from peristyle.timetable.forms.own import DayForm
from peristyle.timetable.queries.own_timetable import Entry, OwnSession, own_timetable
from peristyle.timetable.rules.days import Period, Span, semester_of, week_of, whole_weeks
from peristyle.timetable.views.own.shown import Drawn, DrawnDay, drawn_days, worth_showing
from peristyle.ui.environment import date_and_time, time_of_day, weekday_and_date

_HOUR, _STEP = 60, 5


@signed_in
@reads
def week_pdf(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/semaine.pdf: the grid of a week, on one sheet."""
    week = week_of(_day_asked(request))
    title = _("Semaine du %(day)s") % {"day": weekday_and_date(week.first)}
    return _answer(_paper(person_of(request), week, title, grid=True), week)


@signed_in
@reads
def semester_pdf(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/semestre.pdf: the sessions of the semester, week by week."""
    periods = cast("list[Period]", list(CalendarPeriod.objects.all()))
    semester = semester_of(_day_asked(request), periods, PeriodKind.CLASSES)
    return _answer(_paper(person_of(request), semester, _("Mon semestre"), grid=False), semester)


def _day_asked(request: HttpRequest) -> date:
    form = DayForm(request.GET)
    return (form.cleaned_data.get("jour") if form.is_valid() else None) or clock.today()


def _answer(paper: Paper, span: Span) -> HttpResponse:
    name = slugify(f"{paper.title} {span.first}")
    response = HttpResponse(as_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _paper(person: Person, span: Span, title: str, *, grid: bool) -> Paper:
    timetable = own_timetable(person, span, clock.now())
    days, hours = drawn_days(timetable, span)
    by_date = {day.date: day for day in days}
    weeks = []
    for week in whole_weeks(span):
        inside = [by_date[day] for day in week.days if day in by_date]
        kept = worth_showing(inside, clock.today()) if grid else [day for day in inside if day.drawn]
        if kept:
            heading = _("Semaine du %(day)s") % {"day": weekday_and_date(week.first)}
            weeks.append(PaperWeek(heading, tuple(_day(day) for day in kept)))
    return Paper(
        title=title,
        lines=(person.display_name, _("À jour : %(when)s.") % {"when": date_and_time(clock.now())}),
        weeks=tuple(weeks),
        grid=grid,
        hours=tuple(f"{hour:%H:%M}" for hour in hours.starts),
        nothing=_("Aucune séance publiée pour l’instant."),
        headers=(_("Heure"), _("Séance"), _("Lieu"), _("Avec")),
        language=_language(),
    )


def _day(day: DrawnDay) -> PaperDay:
    periods = [period for period in day.day.periods if period.kind != PeriodKind.CLASSES]
    note = ", ".join(period.name(_language()) for period in periods)
    return PaperDay(capfirst(weekday_and_date(day.date)), note, tuple(_entry(drawn) for drawn in day.drawn))


def _entry(drawn: Drawn) -> PaperEntry:
    entry, own = drawn.entry, drawn.entry.session
    groups = ", ".join(str(group) for group in own.published.groups.all())
    teachers = sorted(person.display_name for person in own.published.teachers.all())
    return PaperEntry(
        hours=f"{time_of_day(entry.slot.starts_at)} – {time_of_day(entry.slot.ends_at)}",
        name=own.name(_language()),
        about=" · ".join(text for text in (groups or str(own.kind.label), own.code) if text),
        place=" ; ".join(_places(own)),
        teachers=", ".join(teachers),
        state=_state(entry),
        off=entry.gone or own.cancelled,
        top=drawn.place.from_hours * _HOUR + drawn.place.from_steps * _STEP,
        height=drawn.place.hours * _HOUR + drawn.place.steps * _STEP,
        lane=drawn.lane.number,
        lanes=drawn.lane.of,
    )


def _places(own: OwnSession) -> Iterator[str]:
    yield from (f"{there.room.name}, {there.room.building}" for there in own.places)
    if own.seat:
        yield _("Place %(number)s") % {"number": own.seat.number}


def _state(entry: Entry) -> str:
    own = entry.session
    if own.cancelled:
        return _("Annulée")
    if entry.gone:
        return _("Déplacée au %(day)s à %(hour)s") % {
            "day": weekday_and_date(own.day),
            "hour": time_of_day(own.slot.starts_at),
        }
    if own.changed is None:
        return ""
    told = {
        _("Déplacée"): own.changed.moved,
        _("Nouvelle salle"): own.changed.rooms is not None,
        _("Autre enseignant"): own.changed.teachers is not None,
        _("Finalement maintenue"): own.changed.restored,
    }
    return ", ".join(words for words, happened in told.items() if happened)


def _language() -> str:
    return (get_language() or "fr")[:2]
