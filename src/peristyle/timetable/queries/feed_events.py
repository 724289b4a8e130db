"""The timetable of a person as a calendar tells it, in the present language."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from peristyle.curriculum.public import current_year_number, year_start
from peristyle.kernel import addresses, clock
from peristyle.people.public import Person
from peristyle.timetable.models import Activity, PublishedChange, PublishedSeat, PublishedSession, UnitLook
from peristyle.timetable.queries.change_words import Names, names_of, when_in_words
from peristyle.timetable.queries.own_seats import seats_of, standing_seat
from peristyle.timetable.queries.timetables import timetable_of
from peristyle.timetable.rules.days import midnight
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.ics import Event
from peristyle.timetable.rules.sessions import ActivityKind, Placement
from peristyle.timetable.rules.shown_changes import Difference, difference, shown_since


def events_of(person: Person) -> list[Event]:
    """What a person attends or teaches from the start of this academic year on, under the names they chose.

    It depends on their timetable and the day alone: what was cancelled stays until a midnight, a fortnight later.
    """
    this_day = midnight(clock.today())
    looks = {look.unit_id: look for look in UnitLook.objects.filter(person=person)}
    shown = [
        session
        for session in _sessions(person)
        if not (session.activity.unit_id in looks and looks[session.activity.unit_id].hidden)
        and (not session.cancelled or session.changed_at > shown_since(this_day))
    ]
    differences = {
        session.pk: difference(changes, session.placement(), this_day) if (changes := session.changes.all()) else None
        for session in shown
    }
    names = names_of(_before(session, found) for session in shown if (found := differences[session.pk]))
    kept = seats_of(person)
    seats = {session.pk: standing_seat(session, kept.get(session.pk)) for session in shown}
    return [
        Event(
            uid=f"{session.session.uid}@{addresses.host()}",
            starts_at=session.starts_at,
            ends_at=_own_end(session, seats[session.pk]),
            published_at=session.published_at,
            changed_at=session.changed_at,
            sequence=session.sequence,
            cancelled=session.cancelled,
            summary=_summary(session, _name(session.activity, looks)),
            location=" ; ".join(_places(session, seats[session.pk])),
            description="\n".join(
                [
                    *_seat(seats[session.pk]),
                    *_description(session, differences[session.pk], names),
                ]
            ),
            url=_page(session),
        )
        for session in shown
    ]


def _sessions(person: Person) -> QuerySet[PublishedSession]:
    first_day = date(current_year_number(), *year_start())
    recent = PublishedChange.objects.filter(at__gt=shown_since(midnight(clock.today())))
    sessions = timetable_of(person).filter(ends_at__gte=midnight(first_day)).select_related("session", "activity__unit")
    return sessions.prefetch_related(Prefetch("changes", recent))


def _before(session: PublishedSession, found: Difference) -> Placement:
    return Placement(found.slot or session.slot, found.rooms or frozenset(), found.teachers or frozenset())


def _name(activity: Activity, looks: dict[int, UnitLook]) -> str:
    look = looks.get(activity.unit_id) if activity.unit_id else None
    return (look.name if look else "") or activity.name(get_language() or "fr")


def _summary(session: PublishedSession, name: str) -> str:
    kind = ActivityKind(session.activity.kind)
    if kind != ActivityKind.EVENT:
        name = f"{kind.label if kind == ActivityKind.EXAM else kind} {name}"
    # Many programs do not show the status.
    return _("Annulé : %(session)s") % {"session": name} if session.cancelled else name


def _places(session: PublishedSession, seat: PublishedSeat | None) -> Iterator[str]:
    """Where one goes; to an exam, to the room of one's seat."""
    for room in session.rooms.all():
        if seat is None or room.pk == seat.room_id:
            yield f"{room.name}, {room.building.name}, {room.building.site}"


def _seat(seat: PublishedSeat | None) -> Iterator[str]:
    if seat:
        yield _("Place %(number)s") % {"number": seat.number}


def _own_end(session: PublishedSession, seat: PublishedSeat | None) -> datetime:
    return own_slot(session.slot, seat.extra_per_hour).ends_at if seat else session.ends_at


def _description(session: PublishedSession, found: Difference | None, names: Names) -> Iterator[str]:
    activity, teachers, groups = session.activity, session.teachers.all(), session.groups.all()
    if session.cancelled and session.cancellation_reason:
        yield _("Raison : %(reason)s") % {"reason": session.cancellation_reason}
    if found and not session.cancelled:
        yield from _what_changed(_before(session, found), found, names)
    yield " · ".join(filter(None, [activity.code, str(ActivityKind(activity.kind).label)]))
    if teachers:
        yield _("Avec %(names)s") % {"names": ", ".join(sorted(teacher.display_name for teacher in teachers))}
    if groups:
        told = {"names": ", ".join(sorted(str(group) for group in groups))}
        yield ngettext("Groupe : %(names)s", "Groupes : %(names)s", len(groups)) % told
    if session.note:
        yield session.note
    yield _page(session)


def _what_changed(before: Placement, found: Difference, names: Names) -> Iterator[str]:
    if found.slot:
        yield _("Déplacé, auparavant : %(when)s") % {"when": when_in_words(before.slot)}
    if found.rooms is not None:
        yield _("Salle changée, auparavant : %(where)s") % {"where": names.rooms_of(before)}
    if found.teachers is not None:
        yield _("Enseignant changé, auparavant : %(who)s") % {"who": names.teachers_of(before)}
    if found.restored:
        yield _("Rétabli : cette séance a finalement lieu.")


def _page(session: PublishedSession) -> str:
    return addresses.absolute("timetable:session", session.session.uid)
