"""What a planner may change: what belongs to their composantes."""

from django.db.models import Count, F, Prefetch, Q, QuerySet

from peristyle.curriculum.public import Step, TeachingGroup, TeachingUnit, all_steps
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Component, Person
from peristyle.timetable.models import Activity, Session, SessionGroup, SessionRoom, SessionTeacher
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.sessions import ActivityKind


def within(field: str, planner: Person) -> Q:
    """What this field says to be of a composante of the planner."""
    held = scopes(planner, PLAN_SESSIONS)
    return Q() if held is None else Q(**{f"{field}__in": held})


def planned_units(planner: Person) -> QuerySet[TeachingUnit]:
    """The units whose classes a planner places."""
    return TeachingUnit.objects.filter(within("component", planner)).select_related("component")


def planned_steps(planner: Person) -> QuerySet[Step]:
    """The étapes of the composantes of a planner."""
    return all_steps().filter(within("degree__component", planner))


def planned_components(planner: Person) -> QuerySet[Component]:
    """The composantes of a planner."""
    return Component.objects.filter(within("pk", planner))


def planned_activities(planner: Person) -> QuerySet[Activity]:
    """The activities that a planner places."""
    return Activity.objects.filter(within("component", planner)).select_related("unit", "component", "year")


def planned_sessions(planner: Person) -> QuerySet[Session]:
    """The sessions that a planner may change, with what each holds."""
    return with_what_they_hold(Session.objects.filter(within("activity__component", planner)))


def with_what_they_hold(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """With activity, unit, and rooms, teachers and groups by name: three queries more."""
    return sessions.select_related("activity__unit", "activity__component").prefetch_related(
        Prefetch("held_rooms", SessionRoom.objects.select_related("room__building")),
        Prefetch("held_teachers", SessionTeacher.objects.select_related("person")),
        Prefetch("held_groups", SessionGroup.objects.select_related("group__unit")),
    )


def groups_to_place(activity: Activity) -> QuerySet[TeachingGroup]:
    """The groups of its unit and year: any may be among its groups."""
    if activity.unit_id is None:
        return TeachingGroup.objects.none()
    return TeachingGroup.objects.filter(unit=activity.unit_id, year=activity.year_id).select_related("unit")


def unpublished(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Those of these sessions that people do not see as they are; one cancelled before it was ever seen never is."""
    never_seen = Q(published=None, cancelled_at=None)
    return sessions.filter(never_seen | ~Q(version=F("published__session_version")) & ~Q(published=None))


def without_exams_to_sit(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Without the exams that take place: each is published apart, once everybody has a seat there."""
    return sessions.exclude(activity__kind=ActivityKind.EXAM, cancelled_at=None)


def activities_of_unit(unit: TeachingUnit, year: int) -> QuerySet[Activity]:
    """The activities of a unit in a year, with groups, teachers, and how many sessions stand (`standing`)."""
    standing = Count("sessions", filter=Q(sessions__cancelled_at=None))
    found = Activity.objects.filter(unit=unit, year=year).annotate(standing=standing)
    return found.select_related("unit").prefetch_related("groups", "teachers")
