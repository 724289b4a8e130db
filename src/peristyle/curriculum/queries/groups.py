"""Groups: who is in them, who could be, who teaches them."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count, Prefetch, QuerySet

from peristyle.curriculum.models import ClassKind, GroupMembership, GroupTeacher, TeachingGroup, UnitEnrolment
from peristyle.people.public import Person

_BY_NAME = ("enrolment__person__birth_name", "enrolment__person__given_name", "enrolment__person_id")


def groups_of_unit(unit_id: int, year: int) -> QuerySet[TeachingGroup]:
    """The groups of a unit with how many are in each (`size`) and who teaches them: two queries."""
    teachers = Prefetch("teachers", GroupTeacher.objects.select_related("person"))
    groups = TeachingGroup.objects.filter(unit=unit_id, year=year).annotate(size=Count("memberships"))
    return groups.select_related("unit").prefetch_related(teachers)


def members_of(group: TeachingGroup) -> QuerySet[GroupMembership]:
    """Who is in a group, by name, with each `enrolment.person`."""
    return GroupMembership.objects.filter(group=group).select_related("enrolment__person").order_by(*_BY_NAME)


def without_group(unit_id: int, year: int, kind: str) -> QuerySet[UnitEnrolment]:
    """Whoever takes a unit for good and is in none of its groups of this kind, by name."""
    placed = GroupMembership.objects.filter(kind=kind, enrolment__unit=unit_id, enrolment__year=year)
    takers = UnitEnrolment.objects.filter(unit=unit_id, year=year, validated_at__isnull=False)
    return takers.exclude(pk__in=placed.values("enrolment_id")).order_by(
        "person__birth_name", "person__given_name", "person_id"
    )


def count_without_group(unit_id: int, year: int) -> dict[str, int]:
    """How many of those who take a unit have no group, by kind of classes: two queries."""
    takers = UnitEnrolment.objects.filter(unit=unit_id, year=year, validated_at__isnull=False).count()
    placed = GroupMembership.objects.filter(enrolment__unit=unit_id, enrolment__year=year).order_by()
    counted = dict(placed.values_list("kind").annotate(count=Count("pk")))
    return {kind: takers - counted.get(kind, 0) for kind in ClassKind.values}


def habits_of(person_ids: Collection[int], year: int, kind: str) -> dict[int, tuple[str, ...]]:
    """The names of the groups of this kind that each person is in elsewhere, the most frequent first: one query."""
    counted: dict[int, Counter[str]] = defaultdict(Counter)
    memberships = GroupMembership.objects.filter(kind=kind, group__year=year, enrolment__person__in=person_ids)
    for person, name in memberships.order_by("group__name").values_list("enrolment__person_id", "group__name"):
        counted[person][name] += 1
    return {person: tuple(name for name, _ in names.most_common()) for person, names in counted.items()}


def groups_taught_by(person: Person) -> QuerySet[TeachingGroup]:
    """The groups somebody teaches, newest year first, with how many are in each (`size`): one query."""
    groups = TeachingGroup.objects.filter(teachers__person=person).annotate(size=Count("memberships"))
    return groups.select_related("unit", "year").order_by("-year_id", "unit__code", "kind", "name")
