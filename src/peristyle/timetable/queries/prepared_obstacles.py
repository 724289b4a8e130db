"""What a planner's drag asks of the database at each place it comes to, prepared."""

from typing import Any

from django.db.models import BigAutoField, CharField, DateTimeField, Model, Q, QuerySet

from peristyle.curriculum.public import GroupMembership, UnitEnrolment
from peristyle.kernel.prepared import Given, GivenSet, Reading
from peristyle.timetable.models import Session, SessionGroup, SessionRoom, SessionTeacher, Unavailability

_DURING = {"starts_at__lt": Given("until", DateTimeField()), "ends_at__gt": Given("since", DateTimeField())}
#: The session that is placed, 0 for a new one: what it holds itself is nothing against it.
_SESSION = Given("session", BigAutoField())
_TEACHERS, _ROOMS = GivenSet("teachers", BigAutoField()), GivenSet("rooms", CharField())
_GROUPS, _STUDENTS, _UNITS = (GivenSet(name, BigAutoField()) for name in ("groups", "students", "units"))
_WHEN = ("session_id", "starts_at", "ends_at")


def _others(held: type[Model]) -> QuerySet[Any]:
    """What other sessions firmly hold at some instant of the window."""
    rows = held._default_manager.filter(firm=True, **_DURING)  # noqa: SLF001 — Django documents it
    return rows.exclude(session=_SESSION).order_by()


#: Session, start, end, and whom or what it holds.
TEACHERS_ELSEWHERE = Reading(
    lambda: (
        _others(SessionTeacher)
        .filter(person__among=_TEACHERS)
        .values_list(*_WHEN, "person__usual_name", "person__birth_name")
    )
)
GROUPS_ELSEWHERE = Reading(
    lambda: (
        _others(SessionGroup)
        .filter(group__among=_GROUPS)
        .values_list(*_WHEN, "group__unit__code", "group__kind", "group__name")
    )
)
ROOMS_TAKEN = Reading(
    lambda: _others(SessionRoom).filter(room__among=_ROOMS).values_list(*_WHEN, "room__name"),
)
#: Session, start, end, group and unit, of those of some units.
GROUPS_OF_UNITS = Reading(
    lambda: _others(SessionGroup).filter(group__unit__among=_UNITS).values_list(*_WHEN, "group_id", "group__unit_id")
)
#: Session, start, end, unit and year, of those of some units at which whoever takes the unit sits.
WHOLE_UNITS = Reading(
    lambda: (
        Session.objects.filter(activity__whole_unit=True, activity__unit__among=_UNITS, cancelled_at=None, **_DURING)
        .exclude(pk=_SESSION)
        .order_by()
        .values_list("pk", "starts_at", "ends_at", "activity__unit_id", "activity__year_id")
    )
)
#: The units that students take.
UNITS_TAKEN = Reading(
    lambda: UnitEnrolment.objects.filter(person__among=_STUDENTS).order_by().values_list("unit_id").distinct()
)
#: Group and person, of these groups and these students.
MEMBERS = Reading(
    lambda: (
        GroupMembership.objects.filter(group__among=_GROUPS, enrolment__person__among=_STUDENTS)
        .order_by()
        .values_list("group_id", "enrolment__person_id")
    )
)
#: Unit, year and person, of these units and these students.
TAKERS = Reading(
    lambda: (
        UnitEnrolment.objects.filter(person__among=_STUDENTS, unit__among=_UNITS, validated_at__isnull=False)
        .order_by()
        .values_list("unit_id", "year", "person_id")
    )
)
#: What was declared of these teachers and rooms that may hold within the window.
DECLARED = Reading(
    lambda: (
        Unavailability.objects.filter(
            Q(person__among=_TEACHERS) | Q(room__among=_ROOMS), Q(starts_at=None) | Q(**_DURING)
        )
        .order_by()
        .values_list("pk")
    )
)
#: Session, and what it is called by.
NAMES = Reading(
    lambda: (
        Session.objects.filter(pk__among=GivenSet("sessions", BigAutoField()))
        .order_by()
        .values_list("pk", "activity__kind", "activity__unit__code", "activity__title")
    )
)
