"""Spread those who have no group yet over the groups of a unit."""

from django.db import transaction
from django.db.models import Count

from peristyle.audit.public import record
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import GroupMembership, TeachingGroup, TeachingUnit
from peristyle.curriculum.queries import habits_of, without_group
from peristyle.curriculum.rules.assignment import Assignment, Newcomer, Room, assign
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person


def assign_groups(unit: TeachingUnit, year: int, kind: str, *, by: Person) -> Assignment:
    """Give a group of this kind to each who takes the unit and has none; nobody who has one is moved."""
    with transaction.atomic():
        groups = TeachingGroup.objects.filter(unit=unit, year=year, kind=kind)
        # Held until the end of the transaction: what is counted in them stays true.
        list(groups.select_for_update().order_by("pk").values_list("pk"))
        sized = groups.annotate(size=Count("memberships")).values_list("pk", "name", "capacity", "size")
        # « 10 » comes after « 9 ».
        rooms = [Room(*each) for each in sorted(sized, key=lambda each: (len(each[1]), each[1]))]
        persons = dict(without_group(unit.pk, year, kind).values_list("pk", "person_id"))
        habits = habits_of(persons.values(), year, kind)
        newcomers = [Newcomer(enrolment, habits.get(person, ())) for enrolment, person in persons.items()]
        assignment = assign(newcomers, rooms)
        now = clock.now()
        GroupMembership.objects.bulk_create(
            GroupMembership(enrolment_id=enrolment, group_id=group, kind=kind, since=now)
            for enrolment, group in assignment.groups.items()
        )
        record(
            "curriculum.assign_groups",
            actor=by,
            subject=unit,
            year=year,
            kind=kind,
            placed=len(assignment.groups),
            without=len(assignment.without),
        )
        if assignment.groups:
            emit(MembershipChanged(tuple(sorted(persons[each] for each in assignment.groups)), year))
    return assignment
