"""Say what is to be taught or held, or that it no longer is."""

from collections.abc import Collection

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.public import TeachingGroup
from peristyle.people.public import Person
from peristyle.timetable.models import Activity


class HasSessions(Exception):
    """Sessions of it stand."""


@transaction.atomic
def save_activity(
    activity: Activity, *, groups: Collection[TeachingGroup], teachers: Collection[Person], by: Person
) -> None:
    """Keep an activity, new or changed; sessions that stand keep their own groups and teachers."""
    known = activity.pk is not None
    activity.save()
    activity.groups.set(groups)
    activity.teachers.set(teachers)
    record(
        "timetable.change_activity" if known else "timetable.create_activity",
        actor=by,
        subject=activity,
        name=activity.name("fr"),
        kind=activity.kind,
    )


@transaction.atomic
def remove_activity(activity: Activity, *, by: Person) -> None:
    """It is no longer due. Raises HasSessions."""
    if activity.sessions.exists():
        raise HasSessions
    record("timetable.remove_activity", actor=by, subject=activity, name=activity.name("fr"), kind=activity.kind)
    activity.delete()
