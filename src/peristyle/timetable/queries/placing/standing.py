"""The sessions that stand in some weeks, with what each holds."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from peristyle.timetable.models import Session, SessionGroup, SessionRoom, SessionTeacher
from peristyle.timetable.queries.placing.students import Audience
from peristyle.timetable.rules.sessions import Slot

_Held = dict[int, list[tuple[int, Slot]]]


@dataclass(frozen=True)
class Standing:
    """A session that takes place: when, where, with whom, for whom; a *draft* was never published, and is not locked.

    What it holds it may hold for longer than it lasts.
    """

    session: int
    version: int
    activity: int
    component: str | None
    kind: str
    slot: Slot
    audience: Audience
    rooms: tuple[tuple[str, Slot], ...]
    teachers: tuple[tuple[int, Slot], ...]
    draft: bool


def standing_in(window: Slot) -> list[Standing]:
    """All that stands at some instant of a window, in all composantes: four queries."""
    meets = Q(starts_at__lt=window.ends_at, ends_at__gt=window.starts_at)
    rooms: dict[int, list[tuple[str, Slot]]] = defaultdict(list)
    teachers: _Held = defaultdict(list)
    groups: dict[int, set[int]] = defaultdict(set)
    held = (meets, Q(firm=True))
    for session, room, starts_at, ends_at in (
        SessionRoom.objects.filter(*held).order_by("room").values_list("session_id", "room_id", "starts_at", "ends_at")
    ):
        rooms[session].append((room, Slot(starts_at, ends_at)))
    for session, person, starts_at, ends_at in SessionTeacher.objects.filter(*held).values_list(
        "session_id", "person_id", "starts_at", "ends_at"
    ):
        teachers[session].append((person, Slot(starts_at, ends_at)))
    for session, group in SessionGroup.objects.filter(*held).values_list("session_id", "group_id"):
        groups[session].add(group)
    found = Session.objects.filter(Q(pk__in=_longer(rooms, window)) | meets, cancelled_at=None).order_by("pk")
    columns = (
        "pk",
        "version",
        "starts_at",
        "ends_at",
        "locked",
        "published",
        "activity_id",
        "activity__kind",
        "activity__component_id",
        "activity__unit_id",
        "activity__year_id",
        "activity__whole_unit",
    )
    return [
        Standing(
            session=pk,
            version=version,
            activity=activity,
            component=component,
            kind=kind,
            slot=Slot(starts_at, ends_at),
            audience=Audience(unit, year, frozenset(groups[pk]), whole),
            rooms=tuple(rooms[pk]),
            teachers=tuple(teachers[pk]),
            draft=published is None and not locked,
        )
        for pk, version, starts_at, ends_at, locked, published, activity, kind, component, unit, year, whole in (
            found.values_list(*columns)
        )
    ]


def _longer(rooms: dict[int, list[tuple[str, Slot]]], window: Slot) -> list[int]:
    """The sessions of which only what they hold reaches into a window: at its beginning, a few."""
    return [
        session
        for session, held in rooms.items()
        if any(_begins_before(slot, window.starts_at) for _room, slot in held)
    ]


def _begins_before(slot: Slot, instant: datetime) -> bool:
    return slot.starts_at < instant
