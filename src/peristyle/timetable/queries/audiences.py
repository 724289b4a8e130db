"""Whom sessions concern: members of their groups, and takers of a unit held as a whole."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import BigAutoField, Exists, OuterRef, QuerySet, SmallIntegerField

from peristyle.curriculum.public import GroupMembership, Nature, UnitEnrolment
from peristyle.kernel.prepared import Given, GivenSet, Reading
from peristyle.people.public import Person
from peristyle.timetable.models import Activity, PublishedSession


def students_of(activity: Activity, groups: Collection[int]) -> set[int]:
    """The persons whom a session of this activity for these groups concerns: two queries at most."""
    members = GroupMembership.objects.filter(group__in=groups).values_list("enrolment__person_id", flat=True)
    found = set(members) if groups else set()
    if activity.whole_unit and activity.unit_id:
        found.update(_takers(activity.unit_id, activity.year_id).values_list("person_id", flat=True))
    return found


def of_student(person: Person | Given) -> tuple[QuerySet[Any, tuple[int]], QuerySet[Any, tuple[int]]]:
    """The numbers of the published sessions of a student: those of their groups, those of a whole unit they take."""
    groups = GroupMembership.objects.filter(enrolment__person=person).values("group")
    through_groups = PublishedSession.groups.through.objects.filter(teachinggroup_id__in=groups)
    taken = UnitEnrolment.objects.filter(
        person=person, unit=OuterRef("unit"), year=OuterRef("year"), validated_at__isnull=False
    )
    whole = PublishedSession.objects.filter(activity__in=Activity.objects.filter(Exists(taken), whole_unit=True))
    return through_groups.values_list("publishedsession_id"), whole.order_by().values_list("pk")


def taken_out_of_year(
    persons: Iterable[int], unit_ids: Collection[int | None], year: int
) -> set[tuple[int, int | None]]:
    """Who of these persons takes which of these units for a year behind or ahead of theirs."""
    units = [pk for pk in unit_ids if pk]
    return {(person, unit) for person, unit in _out_of_year.rows(persons=persons, units=units, year=year)}


def _takers(unit_id: int, year: int) -> QuerySet[UnitEnrolment]:
    return UnitEnrolment.objects.filter(unit=unit_id, year=year, validated_at__isnull=False)


_out_of_year = Reading(
    lambda: (
        UnitEnrolment.objects.filter(
            person__among=GivenSet("persons", BigAutoField()),
            unit__among=GivenSet("units", BigAutoField()),
            year=Given("year", SmallIntegerField()),
            nature__in=(Nature.DEBT, Nature.CREDIT),
        )
        .order_by()
        .values_list("person_id", "unit_id")
    )
)
