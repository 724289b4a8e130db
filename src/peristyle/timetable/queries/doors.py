"""What stands at the door of a room, for whoever passes by."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from peristyle.timetable.models import PublishedSession, Room, Unavailability
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.queries.timetables import between
from peristyle.timetable.rules.availability import occurrences
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.doors import DoorNow, door_now
from peristyle.timetable.rules.sessions import Slot


@dataclass(frozen=True)
class Door:
    """A room today: how it stands now, its published sessions in their order, when it is closed."""

    room: Room
    now: DoorNow[PublishedSession]
    sessions: list[PublishedSession]
    closures: list[Slot]
    names_teachers: bool


def door_of(room: Room, instant: datetime) -> Door:
    """Three queries at most. Teachers are named only where the institution says so."""
    day = timezone.localtime(instant).date()
    today = Span(day, day)
    rules = timetable_rules()
    held = PublishedSession.rooms.through.objects.filter(room=room).values("publishedsession_id")
    found = between(PublishedSession.objects.filter(pk__in=held), today.starts_at, today.ends_at)
    found = found.select_related("activity__unit")
    sessions = list(found.prefetch_related("teachers") if rules.door_teachers else found)
    window = Slot(today.starts_at, today.ends_at)
    closures = [slot for each in Unavailability.objects.filter(room=room) for slot in occurrences(each, window)]
    closures.sort(key=lambda slot: slot.starts_at)
    return Door(room, door_now(sessions, closures, instant), sessions, closures, rules.door_teachers)
