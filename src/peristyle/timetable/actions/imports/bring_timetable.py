"""Bring a timetable: a file, or what another tool says now. Nothing comes in before it was looked at."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.public import AcademicYear
from peristyle.kernel import clock
from peristyle.kernel.importing.carrying import carry_out
from peristyle.kernel.importing.previewing import confirm, give_up, preview
from peristyle.kernel.tasks import task
from peristyle.people.public import Component, Person
from peristyle.timetable.actions.imports.take_in import carrier
from peristyle.timetable.adapters import planning_tool
from peristyle.timetable.adapters.session_files import as_text, read_file
from peristyle.timetable.models import TimetableImport
from peristyle.timetable.models.imports import Origin
from peristyle.timetable.ports import ToolUnreadable


def bring_file(
    content: bytes,
    file_name: str,
    *,
    year: AcademicYear,
    component: Component | None,
    all_or_nothing: bool,
    by: Person,
) -> TimetableImport:
    """Keep a file and have it tried in the background. Raises ToolUnreadable when it is of no kind we read."""
    origin, text = read_file(content, year.starts_on, year.ends_on)
    return _brought(origin, file_name, text, year=year, component=component, all_or_nothing=all_or_nothing, by=by)


def bring_from_tool(
    *, year: AcademicYear, component: Component | None, all_or_nothing: bool, by: Person
) -> TimetableImport:
    """Have what the other tool of the house says read and tried in the background."""
    tool = planning_tool()
    origin = Origin(tool.origin) if tool else Origin.ADE
    name = str(origin.label)
    return _brought(origin, name, "", year=year, component=component, all_or_nothing=all_or_nothing, by=by)


@transaction.atomic
def _brought(
    origin: Origin,
    name: str,
    text: str,
    *,
    year: AcademicYear,
    component: Component | None,
    all_or_nothing: bool,
    by: Person,
) -> TimetableImport:
    taken = TimetableImport.objects.create(
        origin=origin,
        file_name=name[:200],
        text=text,
        year=year,
        component=component,
        all_or_nothing=all_or_nothing,
        requested_at=clock.now(),
        requested_by=by,
    )
    record("timetable.bring_timetable", actor=by, subject=taken, origin=origin, file_name=taken.file_name)
    if text:
        try_timetable.enqueue(taken.pk)
    else:
        read_tool.enqueue(taken.pk)
    return taken


@task(retries=3)
def read_tool(import_id: int) -> None:
    """Ask the other tool for its sessions of the year, then try them; why it could not be read stays on the page."""
    taken = TimetableImport.objects.select_related("year").filter(pk=import_id, previewed_at=None).first()
    tool = planning_tool()
    if taken is None:
        return
    try:
        text = as_text(tool.lines(taken.year.starts_on, taken.year.ends_on)) if tool else ""
        failure = "" if tool else "unreachable"
    except ToolUnreadable as unreadable:
        text, failure = "", unreadable.code
    with transaction.atomic():
        own = TimetableImport.objects.filter(pk=import_id)
        own.update(text=text, failure=failure, **({"previewed_at": clock.now()} if failure else {}))
        if not failure:
            try_timetable.enqueue(import_id)


@task(retries=3)
def try_timetable(import_id: int) -> None:
    """Try every line and undo it: what it would change, what would be refused."""
    taken = TimetableImport.objects.select_related("requested_by", "year").filter(pk=import_id).first()
    if taken:
        preview(taken, carrier(taken))


def confirm_timetable(taken: TimetableImport, *, by: Person) -> None:
    """Take in, in the background, what was looked at. Raises NotWaiting."""
    with transaction.atomic():
        confirm(taken)
        record("timetable.confirm_timetable", actor=by, subject=taken)
        take_in_timetable.enqueue(taken.pk)


def give_up_timetable(taken: TimetableImport, *, by: Person) -> None:
    """Forget it: nothing came in. Raises NotWaiting."""
    with transaction.atomic():
        record("timetable.give_up_timetable", actor=by, subject=taken, file_name=taken.file_name)
        give_up(taken)


@task(retries=3)
def take_in_timetable(import_id: int) -> None:
    """Take in what is left of it; the same timetable twice changes nothing."""
    taken = TimetableImport.objects.select_related("requested_by", "year").get(pk=import_id)
    carry_out(taken, carrier(taken), on_progress=lambda _done, _total: None)
