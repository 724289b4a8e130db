"""The roll of a session as a file: a sheet to sign on paper, a table for spreadsheets."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.curriculum.public import SignInSheet, sign_in_pdf
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.spreadsheets import csv_file
from peristyle.kernel.transactions import reads
from peristyle.kernel.workbooks import xlsx_file
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.queries.attendance.rolls import Line, full_roll, roll_of, session_to_read
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.ui.environment import time_of_day

_NUMBER_COLUMN = 2


@signed_in
@reads
def sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/emargement/feuille.pdf: who is awaited, with room to sign."""
    session = _read_by(request, uid)
    rooms = ", ".join(f"{room.name} ({room.building})" for room in session.rooms.all())
    groups = ", ".join(str(group) for group in session.groups.all())
    teachers = ", ".join(sorted(teacher.display_name for teacher in session.teachers.all()))
    pdf = sign_in_pdf(
        SignInSheet(
            title=_("Feuille d’émargement"),
            lines=(
                title_of(session.activity),
                " · ".join(each for each in (when_in_words(session.slot), rooms, groups) if each),
                _("Enseignant : %(names)s   Signature :") % {"names": teachers or "____________________"},
            ),
            headers=(_("Nom"), _("Prénom"), _("Numéro étudiant")),
            rows=tuple(_names(line) for line in full_roll(session).lines if line.expected),
            signature=_("Signature"),
            language=(get_language() or "fr")[:2],
        )
    )
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_name(session)}.pdf"'
    return answer


@signed_in
@reads
def table(request: HttpRequest, uid: UUID, extension: str) -> HttpResponse:
    """/emploi-du-temps/seances/…/emargement/releve.csv or .xlsx: how everybody stands."""
    session = _read_by(request, uid)
    if extension not in {"csv", "xlsx"} or roll_of(session) is None:
        raise Http404
    titles = [
        _("Nom"),
        _("Prénom"),
        _("Numéro étudiant"),
        _("Émargement"),
        _("Signé à"),
        _("Moyen"),
        _("Raison de la correction"),
        _("Même appareil que"),
    ]
    rows = _rows(full_roll(session).lines)
    if extension == "csv":
        return csv_file(_name(session), titles, rows, codes={_NUMBER_COLUMN})
    heading = f"{title_of(session.activity)}, {when_in_words(session.slot)}"
    return xlsx_file(_name(session), titles, rows, heading=heading)


def _read_by(request: HttpRequest, uid: UUID) -> PublishedSession:
    session = session_to_read(person_of(request), uid)
    if session is None:
        raise Http404
    return session


def _names(line: Line) -> tuple[str, str, str]:
    return line.person.shown_name, line.person.shown_given_name, line.person.student_number or ""


def _rows(lines: list[Line]) -> Iterator[list[str]]:
    for line in lines:
        kept, corrected = line.attendance, line.last_correction
        yield [
            *_names(line),
            str(line.presence.label) if line.presence else _("N’a pas signé"),
            time_of_day(kept.signed_at) if kept and kept.signed_at else "",
            kept.get_way_display() if kept and kept.way else "",
            corrected.reason if corrected else "",
            ", ".join(other.display_name for other in line.shared_with),
        ]


def _name(session: PublishedSession) -> str:
    return slugify(f"emargement {session.activity.code} {session.slot.starts_at:%Y-%m-%d}")
