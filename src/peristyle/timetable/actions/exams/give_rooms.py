"""Say in which rooms an exam is sat, and which of them are for those who sit apart."""

from collections.abc import Collection
from dataclasses import replace

from django.db import transaction

from peristyle.people.public import Person
from peristyle.timetable.actions.exams.change_held import ABOUT_ROOMS, change_held
from peristyle.timetable.models import ExamSeat, Invigilation, RoomApart, Session


def give_rooms(
    session: Session,
    *,
    rooms: Collection[str],
    apart: Collection[str],
    by: Person,
    reason: str = "",
    seen_version: int | None = None,
) -> None:
    """The exam is sat in these rooms and in no other; who had a seat or a watch elsewhere has none any more.

    Raises PlacementRefused, ChangedMeanwhile.
    """
    chosen = frozenset(rooms) | frozenset(apart)
    with transaction.atomic():
        RoomApart.objects.filter(session=session).delete()
        RoomApart.objects.bulk_create(RoomApart(session=session, room_id=code) for code in sorted(apart))
        ExamSeat.objects.filter(session=session).exclude(room__in=chosen).delete()
        Invigilation.objects.filter(session=session).exclude(room__in=chosen).delete()
        change_held(
            session,
            replace(session.placement(), rooms=chosen),
            about=ABOUT_ROOMS,
            by=by,
            reason=reason,
            seen_version=seen_version,
        )
