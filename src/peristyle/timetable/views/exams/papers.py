"""What is printed for an exam: the list for the door, the sheet to sign, who watches where."""

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.access import requires
from peristyle.kernel.transactions import reads
from peristyle.people.public import Person
from peristyle.timetable.adapters.exam_papers import Sheet, Sheets, sheets_as_pdf
from peristyle.timetable.models import ExamSeat, Session
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.queries.exams.board import Exam, ExamRoom, described_exam
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.views.exams.exam import exam_of
from peristyle.ui.environment import date_and_time, time_of_day

Seats = dict[str, list[ExamSeat]]


@requires(PLAN_SESSIONS)
@reads
def door_list(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/affichage.pdf: who sits where, for the doors; numbers alone where it is apart."""
    shown = exam_of(request, session_id)
    exam, seats = described_exam(shown), _seats(shown)
    sheets = [_door(shown, room, seats[room.room.pk]) for room in exam.rooms]
    return _answer(shown, exam, _("Liste d’affichage"), sheets)


@requires(PLAN_SESSIONS)
@reads
def sign_in_sheets(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/emargement.pdf: whoever sits in a room signs there."""
    shown = exam_of(request, session_id)
    exam, seats = described_exam(shown), _seats(shown)
    sheets = [_sign_in(shown, room, seats[room.room.pk]) for room in exam.rooms]
    return _answer(shown, exam, _("Feuille d’émargement"), sheets)


@requires(PLAN_SESSIONS)
@reads
def invigilators_summary(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/surveillants.pdf: for each room who watches, how many sit, until when."""
    shown = exam_of(request, session_id)
    exam, seats = described_exam(shown), _seats(shown)
    rows = tuple(
        (
            each.room.name,
            str(each.seated),
            _until(shown, seats[each.room.pk]),
            _names(each.invigilators) or "—",
        )
        for each in exam.rooms
    )
    sheet = Sheet(
        heading=_("Surveillance"),
        facts=(
            (_("Examen"), title_of(shown.activity)),
            (_("Quand"), when_in_words(shown.slot)),
            (_("Étudiants"), str(len(exam.sitters))),
        ),
        headers=(_("Salle"), _("Étudiants"), _("Jusqu’à"), _("Surveillants")),
        widths=(2.5, 1.2, 1.2, 4),
        rows=rows,
        notes=(_("Sans salle : %(names)s.") % {"names": _names(exam.unroomed)},) if exam.unroomed else (),
    )
    return _answer(shown, exam, _("Surveillance"), [sheet])


def _seats(shown: Session) -> Seats:
    found: Seats = defaultdict(list)
    for seat in ExamSeat.objects.filter(session=shown).select_related("person").order_by("number"):
        found[seat.room_id].append(seat)
    return found


def _door(shown: Session, room: ExamRoom, seats: list[ExamSeat]) -> Sheet:
    facts = _facts(shown, room)
    if room.apart:
        # Who sits apart has reasons that are nobody's business: the door does not name them.
        rows = sorted((seat.person.student_number or "", str(seat.number)) for seat in seats)
        return Sheet(room.room.name, facts, (_("Numéro étudiant"), _("Place")), (3, 1), tuple(rows))
    by_name = sorted(seats, key=lambda seat: (seat.person.shown_name.casefold(), seat.person.shown_given_name))
    named = tuple((_listed(seat.person), seat.person.student_number or "", str(seat.number)) for seat in by_name)
    return Sheet(room.room.name, facts, (_("Nom"), _("Numéro étudiant"), _("Place")), (4, 2, 1), named)


def _sign_in(shown: Session, room: ExamRoom, seats: list[ExamSeat]) -> Sheet:
    longer = any(seat.extra_per_hour for seat in seats)
    rows = tuple(
        (
            str(seat.number),
            _listed(seat.person),
            seat.person.student_number or "",
            *([time_of_day(own_slot(shown.slot, seat.extra_per_hour).ends_at)] if longer else []),
            "",
            "",
        )
        for seat in seats
    )
    headers = [_("Place"), _("Nom"), _("Numéro étudiant"), _("Signature"), _("Remise de la copie")]
    widths = [0.8, 3.2, 1.8, 2.6, 1.6]
    if longer:
        headers.insert(3, _("Fin"))
        widths.insert(3, 0.9)
    facts = (*_facts(shown, room), (_("Surveillants"), _names(room.invigilators) or "—"))
    notes = (_("Présents : ……  Absents : ……  Signatures des surveillants :"),)
    return Sheet(room.room.name, facts, tuple(headers), tuple(widths), rows, notes, tall=True)


def _facts(shown: Session, room: ExamRoom) -> tuple[tuple[str, str], ...]:
    return (
        (_("Examen"), title_of(shown.activity)),
        (_("Quand"), when_in_words(shown.slot)),
        (_("Salle"), f"{room.room.name}, {room.room.building}"),
    )


def _until(shown: Session, seats: Iterable[ExamSeat]) -> str:
    return time_of_day(own_slot(shown.slot, max((seat.extra_per_hour for seat in seats), default=0)).ends_at)


def _listed(person: Person) -> str:
    return f"{person.shown_name.upper()} {person.shown_given_name}"


def _names(people: Iterable[Person]) -> str:
    return ", ".join(person.display_name for person in people)


def _answer(shown: Session, exam: Exam, title: str, sheets: list[Sheet]) -> HttpResponse:
    lines = [title_of(shown.activity), _("Imprimé le %(when)s") % {"when": date_and_time(clock.now())}]
    if not exam.seen:
        lines.append(_("brouillon, non publié"))
    paper = Sheets(title, tuple(lines), tuple(sheets), (get_language() or "fr")[:2])
    response = HttpResponse(sheets_as_pdf(paper), content_type="application/pdf")
    name = slugify(f"{title} {shown.activity.code} {shown.starts_at:%Y-%m-%d}")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
