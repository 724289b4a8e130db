"""Rooms that nobody holds at a given time, and until when."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Min, OuterRef, QuerySet
from django.utils import timezone

from peristyle.timetable.models import Room, SessionRoom, Unavailability
from peristyle.timetable.queries.availability import closed_rooms
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.availability import occurrences
from peristyle.timetable.rules.sessions import Slot


@dataclass(frozen=True)
class FreeRoom:
    """A room, and the instant at which it is free no longer."""

    room: Room
    until: datetime


def free_rooms(
    slot: Slot, *, places: int = 0, equipment: Collection[str] = (), building: str = "", kind: str = ""
) -> QuerySet[Room]:
    """The rooms in use that no firm session holds, draft or published, and that are not closed: one query and its own.

    With at least so many places (the smallest first, then) and all of this equipment.
    """
    held = SessionRoom.objects.filter(
        room=OuterRef("pk"), firm=True, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at
    )
    found = Room.objects.select_related("building").filter(~Exists(held), withdrawn_at=None, capacity__gte=places)
    found = found.exclude(pk__in=closed_rooms(slot))
    for code in equipment:
        found = found.filter(equipment__icontains=f'"{code}"')
    if building:
        found = found.filter(building=building)
    if kind:
        found = found.filter(kind=kind)
    return found.order_by("capacity", "building__site", "building__name", "name", "code") if places else found


def free_until(rooms: Iterable[Room], slot: Slot) -> list[FreeRoom]:
    """Until when each of these free rooms stays so: its next session, its next closure, else the end of that day.

    Two queries.
    """
    asked = {room.pk: room for room in rooms}
    end = end_of_day(slot)
    rest = SessionRoom.objects.filter(room__in=asked, firm=True, starts_at__gte=slot.ends_at, starts_at__lt=end)
    first_of_each = rest.order_by().values("room").annotate(first=Min("starts_at"))
    limits: dict[str, datetime] = dict(first_of_each.values_list("room", "first"))
    for closure in Unavailability.objects.filter(room__in=asked):
        for closed in occurrences(closure, Slot(slot.ends_at, end)):
            code = str(closure.room_id)
            limits[code] = min(max(closed.starts_at, slot.ends_at), limits.get(code, end))
    return [FreeRoom(room, limits.get(pk, end)) for pk, room in asked.items()]


def end_of_day(slot: Slot) -> datetime:
    """When the house closes on the day a slot begins, or the slot itself ends if it is later."""
    local = timezone.localtime(slot.starts_at)
    closes = timezone.make_aware(datetime.combine(local.date(), timetable_rules().closes))
    return max(closes, slot.ends_at)
