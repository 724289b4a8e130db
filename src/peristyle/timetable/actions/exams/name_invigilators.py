"""Say who watches over a room of an exam: their time is held as that of a teacher."""

from dataclasses import replace

from django.db import transaction

from peristyle.people.public import Person
from peristyle.timetable.actions.exams.change_held import ABOUT_PEOPLE, change_held
from peristyle.timetable.models import Invigilation, Room, Session
from peristyle.timetable.rules.sessions import Placement


def name_invigilator(
    session: Session, person: Person, room: Room, *, by: Person, reason: str = "", seen_version: int | None = None
) -> None:
    """They watch over that room of the exam, and over no other. Raises PlacementRefused, ChangedMeanwhile."""
    here = session.placement()
    with transaction.atomic():
        Invigilation.objects.update_or_create(session=session, person=person, defaults={"room": room})
        # They go to that room alone, whatever the sites of the others.
        asked = Placement(here.slot, rooms=frozenset({room.pk}), teachers=frozenset({person.pk}))
        change_held(
            session,
            replace(here, teachers=here.teachers | {person.pk}),
            about=ABOUT_PEOPLE,
            asked=asked,
            by=by,
            reason=reason,
            seen_version=seen_version,
        )


def release_invigilator(session: Session, person: Person, *, by: Person, seen_version: int | None = None) -> None:
    """They watch over it no more. Raises ChangedMeanwhile."""
    here = session.placement()
    with transaction.atomic():
        Invigilation.objects.filter(session=session, person=person).delete()
        there = replace(here, teachers=here.teachers - {person.pk})
        change_held(session, there, about=(), by=by, seen_version=seen_version)
