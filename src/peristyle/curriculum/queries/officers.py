"""What officers see, each within their composantes."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from peristyle.curriculum.models import (
    ChoiceList,
    ChoiceWindow,
    Step,
    StudiedStep,
    TeachingGroup,
    TeachingUnit,
    UnitEnrolment,
    UnitLink,
)
from peristyle.curriculum.queries.years import all_steps
from peristyle.curriculum.rules.capabilities import MANAGE_GROUPS, MANAGE_OFFER, VALIDATE_CHOICES
from peristyle.kernel.permissions import scopes
from peristyle.people.public import Person


@dataclass(frozen=True)
class OfferedStep:
    """An étape in the list of the offer."""

    step: Step
    has_units: bool
    students: int


def _within(field: str, person: Person, capability: str) -> Q:
    held = scopes(person, capability)
    return Q() if held is None else Q(**{f"{field}__in": held})


def managed_steps(officer: Person) -> QuerySet[Step]:
    """The étapes whose offer an officer manages."""
    steps = all_steps().filter(_within("degree__component", officer, MANAGE_OFFER))
    return steps.order_by("degree__component__name", "degree__level", "degree__name", "code", "version")


def offered_steps(officer: Person, year: int) -> list[OfferedStep]:
    """The étapes an officer manages, with what is known of them in a year: three queries."""
    with_units = set(UnitLink.objects.filter(year=year, step__isnull=False).values_list("step_id", flat=True))
    students = dict(
        StudiedStep.objects.filter(year=year, withdrawn_at=None)
        .order_by()
        .values_list("step_id")
        .annotate(count=Count("pk"))
    )
    return [OfferedStep(step, step.pk in with_units, students.get(step.pk, 0)) for step in managed_steps(officer)]


def managed_units(officer: Person) -> QuerySet[TeachingUnit]:
    """The units an officer may change."""
    return TeachingUnit.objects.filter(_within("component", officer, MANAGE_OFFER)).select_related("component")


def managed_links(officer: Person) -> QuerySet[UnitLink]:
    """The places an officer may change: those under their étapes and their units."""
    mine = _within("step__degree__component", officer, MANAGE_OFFER) | _within(
        "parent__component", officer, MANAGE_OFFER
    )
    return UnitLink.objects.filter(mine).select_related("unit", "parent", "step__degree", "list")


def managed_lists(officer: Person) -> QuerySet[ChoiceList]:
    """The lists an officer may change."""
    mine = _within("step__degree__component", officer, MANAGE_OFFER) | _within(
        "parent__component", officer, MANAGE_OFFER
    )
    return ChoiceList.objects.filter(mine).select_related("parent", "step__degree")


def managed_windows(officer: Person) -> QuerySet[ChoiceWindow]:
    """The windows an officer may change."""
    mine = _within("step__degree__component", officer, MANAGE_OFFER)
    return ChoiceWindow.objects.filter(mine).select_related("step", "unit")


def choices_waiting_for(officer: Person) -> QuerySet[UnitEnrolment]:
    """The choices an officer may decide of, the oldest first."""
    waiting = UnitEnrolment.objects.filter(
        _within("step__degree__component", officer, VALIDATE_CHOICES), validated_at=None, refused_at=None
    )
    return waiting.select_related("person", "unit", "step").order_by("asked_at", "pk")


def count_of_choices_waiting(officer: Person) -> int:
    """How many choices wait for an officer."""
    return choices_waiting_for(officer).count()


def given_units_of(person: Person) -> QuerySet[UnitEnrolment]:
    """The debts and units in advance of a student."""
    return UnitEnrolment.objects.filter(person=person, step=None).select_related("unit", "person")


def students_visible_to(officer: Person) -> QuerySet[Person]:
    """Those who study, or studied, in the composantes of an officer."""
    studied = StudiedStep.objects.filter(_within("step__degree__component", officer, VALIDATE_CHOICES))
    return Person.objects.filter(pk__in=studied.values("person"))


def managed_groups(officer: Person) -> QuerySet[TeachingGroup]:
    """The groups an officer or a planner may change."""
    groups = TeachingGroup.objects.filter(_within("unit__component", officer, MANAGE_GROUPS))
    return groups.select_related("unit", "year")


def grouped_units(officer: Person) -> QuerySet[TeachingUnit]:
    """The units whose groups an officer or a planner may change."""
    return TeachingUnit.objects.filter(_within("component", officer, MANAGE_GROUPS))


def places_of(unit: TeachingUnit, year: int) -> Iterable[UnitLink]:
    """Where a unit stands in a year: one query."""
    links = UnitLink.objects.filter(unit=unit, year=year)
    return links.select_related("step", "parent", "list").order_by("step__code", "parent__code")
