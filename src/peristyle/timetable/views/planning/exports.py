"""Planners' pages: sessions for other tools."""

from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peristyle.audit.public import record
from peristyle.kernel import addresses, clock
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.spreadsheets import csv_file
from peristyle.kernel.transactions import writes
from peristyle.kernel.workbooks import xlsx_file
from peristyle.timetable.forms.planning.exports import ExportForm, ExportFormat
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.exported import exported_rows, exported_sessions
from peristyle.timetable.queries.planning.scope import planned_components
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.ics import Event, calendar_text
from peristyle.timetable.rules.imports.rows import COLUMNS

_AHEAD = timedelta(days=120)


@requires(PLAN_SESSIONS)
@writes
def export(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/export/: a file by the columns that an import reads; what leaves is journalled."""
    planner, today = person_of(request), clock.today()
    if request.method != "POST":
        form = ExportForm(components=planned_components(planner), initial={"du": today, "au": today + _AHEAD})
        return render(request, "timetable/imports/export.html", {"form": form})
    form = ExportForm(request.POST, components=planned_components(planner))
    if not form.is_valid():
        return render(request, "timetable/imports/export.html", {"form": form}, status=422)
    asked = form.cleaned_data
    kind = ExportFormat(asked["format"])
    span = Span(asked["du"], asked["au"])
    found = exported_sessions(planner, span, component=asked["composante"])
    record("timetable.export_sessions", actor=planner, first=str(span.first), last=str(span.last), format=kind.value)
    name = f"seances-{span.first}-{span.last}"
    if kind == ExportFormat.ICS:
        return _calendar(name, found)
    write = csv_file if kind == ExportFormat.CSV else xlsx_file
    return write(name, COLUMNS, exported_rows(found))


def _calendar(name: str, found: QuerySet[Session]) -> HttpResponse:
    language = (get_language() or "fr")[:2]
    text = calendar_text("Péristyle", (_event(session, language) for session in found))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return answer


def _event(session: Session, language: str) -> Event:
    activity = session.activity
    names = [str(held.group) for held in session.held_groups.all()]
    people = [held.person.display_name for held in session.held_teachers.all()]
    return Event(
        uid=f"{session.uid}@{addresses.host()}",
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        published_at=session.changed_at,
        changed_at=session.changed_at,
        sequence=session.version,
        cancelled=session.cancelled_at is not None,
        summary=f"{activity.kind} {activity.code} {activity.name(language)}".replace("  ", " "),
        location=", ".join(held.room.name for held in session.held_rooms.all()),
        description="\n".join([*sorted(names), *sorted(people)]),
    )
