"""Timetables: the published sessions of a person, a room, some groups."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from peristyle.kernel.prepared import Given
from peristyle.people.public import Person
from peristyle.timetable.models import PublishedSession, Room
from peristyle.timetable.queries.audiences import of_student


def timetable_of(person: Person) -> QuerySet[PublishedSession]:
    """All that somebody attends or teaches, cancelled ones among them: with what is shown, five queries."""
    return with_what_is_shown(PublishedSession.objects.filter(concerning(person)))


def concerning(person: Person | Given) -> Q:
    """Which published sessions somebody attends or teaches.

    A union, and not one condition or the other: so the database begins with the few groups, not with all that goes on.
    """
    taught = PublishedSession.teachers.through.objects.filter(person=person).values_list("publishedsession_id")
    return Q(pk__in=taught.union(*of_student(person)))


def teaching_of(person: Person) -> QuerySet[PublishedSession]:
    """What somebody teaches."""
    held = PublishedSession.teachers.through.objects.filter(person=person)
    return with_what_is_shown(PublishedSession.objects.filter(pk__in=held.values("publishedsession_id")))


def timetable_of_room(room: Room) -> QuerySet[PublishedSession]:
    """What takes place in a room."""
    held = PublishedSession.rooms.through.objects.filter(room=room)
    return with_what_is_shown(PublishedSession.objects.filter(pk__in=held.values("publishedsession_id")))


def timetable_of_groups(group_ids: Collection[int]) -> QuerySet[PublishedSession]:
    """What some groups attend."""
    held = PublishedSession.groups.through.objects.filter(teachinggroup_id__in=group_ids)
    return with_what_is_shown(PublishedSession.objects.filter(pk__in=held.values("publishedsession_id")))


def between(sessions: QuerySet[PublishedSession], starts_at: datetime, ends_at: datetime) -> QuerySet[PublishedSession]:
    """Those of these sessions that have an instant in this time."""
    return sessions.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


def with_what_is_shown(sessions: QuerySet[PublishedSession]) -> QuerySet[PublishedSession]:
    """With activity, unit, rooms and their buildings, teachers, groups: three queries more."""
    rooms = Prefetch("rooms", Room.objects.select_related("building"))
    return sessions.select_related("session", "activity__unit").prefetch_related(rooms, "teachers", "groups")
