"""One's own timetable: by day, by week, by month, as a list. There is nothing to choose."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.permissions import can
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.forms.own import DayForm
from peristyle.timetable.queries.own_timetable import OwnTimetable, own_timetable
from peristyle.timetable.queries.requests import taught_or_asked
from peristyle.timetable.rules.capabilities import DECLARE_AVAILABILITY
from peristyle.timetable.rules.days import Span, month_of, week_of, weeks_from, whole_weeks
from peristyle.timetable.rules.waits import wait_in_words
from peristyle.timetable.views.own.shown import drawn_days, now_and_next, worth_showing
from peristyle.ui.environment import month_and_year, weekday_and_date

#: What comes next is looked for that far.
AHEAD = timedelta(days=8)
LISTED_WEEKS = 2


@signed_in
@reads
def my_week(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/: what goes on now, what comes next, and the week: a grid where there is room, else a list."""
    form, day = _asked(request)
    span = week_of(day)
    steps = (span.first - timedelta(days=7), span.first + timedelta(days=7))
    title = _("Semaine du %(day)s") % {"day": weekday_and_date(span.first)}
    return _page(request, "my_week", form, span, title=title, steps=steps)


@signed_in
@reads
def my_day(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/jour/: one day."""
    form, day = _asked(request)
    steps = (day - timedelta(days=1), day + timedelta(days=1))
    return _page(request, "my_day", form, Span(day, day), title=capfirst(weekday_and_date(day)), steps=steps)


@signed_in
@reads
def my_list(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/liste/: two weeks from a day on; the page that one may keep for when there is no network."""
    form, day = _asked(request)
    span = weeks_from(day, LISTED_WEEKS)
    steps = (day - timedelta(weeks=LISTED_WEEKS), day + timedelta(weeks=LISTED_WEEKS))
    title = _("Deux semaines dès le %(day)s") % {"day": weekday_and_date(day)}
    return _page(request, "my_list", form, span, title=title, steps=steps)


@signed_in
@reads
def my_month(request: HttpRequest) -> HttpResponse:
    """/emploi-du-temps/mois/: a month at a glance."""
    form, day = _asked(request)
    span = month_of(day)
    weeks = whole_weeks(span)
    person = person_of(request)
    timetable = own_timetable(person, Span(weeks[0].first, weeks[-1].last), clock.now())
    steps = (span.first - timedelta(days=1), span.last + timedelta(days=1))
    facts = _common("my_month", form, capfirst(month_and_year(day)), steps, timetable)
    return render(
        request,
        "timetable/own/month.html",
        {**facts, **_of_teachers(person), "month": span, "days": drawn_days(timetable, timetable.span)[0]},
        status=422 if form.errors else 200,
    )


@signed_in
@reads
def offline(request: HttpRequest) -> HttpResponse:
    """What keeps the two weeks of the list readable without network, in the browser whose owner asked for it."""
    facts = {"store": "timetable", "page": reverse("timetable:my_list")}
    return render(request, "ui/offline.js", facts, content_type="text/javascript")


def _asked(request: HttpRequest) -> tuple[DayForm, date]:
    """The day asked for, else today."""
    form = DayForm(request.GET)
    return form, (form.cleaned_data.get("jour") if form.is_valid() else None) or clock.today()


def _page(
    request: HttpRequest,
    view: str,
    form: DayForm,
    span: Span,
    *,
    title: str,
    steps: tuple[date, date],
) -> HttpResponse:
    now, today = clock.now(), clock.today()
    grid = view == "my_week"
    present = today in span
    reached = Span(span.first, max(span.last, today + AHEAD)) if present else span
    person = person_of(request)
    timetable = own_timetable(person, reached, now)
    days, hours = drawn_days(timetable, span)
    facts = (
        _common(view, form, title, steps, timetable)
        | _of_teachers(person)
        | {
            "days": worth_showing(days, today) if grid else days,
            "hours": hours,
            "grid": grid,
            "now": now,
            "present": now_and_next(timetable, now) if present else None,
            "wait": lambda session: wait_in_words(session.slot.starts_at, now),
        }
    )
    return render(request, "timetable/own/days.html", facts, status=422 if form.errors else 200)


def _common(view: str, form: DayForm, title: str, steps: tuple[date, date], timetable: OwnTimetable) -> dict[str, Any]:
    return {
        "view": view,
        "form": form,
        "title": title,
        "previous": steps[0],
        "next": steps[1],
        "today": clock.today(),
        "timetable": timetable,
        "asked": form.cleaned_data.get("jour") if form.is_valid() else None,
    }


def _of_teachers(person: Person) -> dict[str, bool]:
    """Which links only they need: not those who teach these days, those who ever did."""
    return {"teaches": taught_or_asked(person), "declares": can(person, DECLARE_AVAILABILITY)}
