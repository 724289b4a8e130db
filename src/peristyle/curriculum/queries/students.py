"""Who studies what, when they may choose, which units and groups they have."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from peristyle.curriculum.models import ChoiceWindow, Nature, StudiedStep, TeachingGroup, UnitEnrolment
from peristyle.curriculum.rules.choices import Window
from peristyle.people.public import Person


def studied_steps(year: int) -> QuerySet[StudiedStep]:
    """Everybody's present étapes in a year."""
    return StudiedStep.objects.filter(year=year, withdrawn_at=None)


def studied_steps_of(person: Person) -> QuerySet[StudiedStep]:
    """The étapes of a person, newest year first."""
    return StudiedStep.objects.filter(person=person, withdrawn_at=None).select_related("step__degree", "year")


def units_of(person: Person, year: int) -> QuerySet[UnitEnrolment]:
    """The units a person takes in a year, asked or validated, with each `unit`: one query."""
    taken = UnitEnrolment.objects.filter(person=person, year=year, refused_at=None)
    return taken.select_related("unit").order_by("unit__code")


def groups_of(person: Person, year: int) -> QuerySet[TeachingGroup]:
    """The groups a person is in, in a year, with each `unit`: one query."""
    groups = TeachingGroup.objects.filter(memberships__enrolment__person=person, year=year)
    return groups.select_related("unit").order_by("unit__code", "kind", "name")


def windows_of(step_ids: Collection[int], year: int) -> dict[int, tuple[Window, ...]]:
    """When one may choose, by étape: one query."""
    found: dict[int, tuple[Window, ...]] = dict.fromkeys(step_ids, ())
    for window in ChoiceWindow.objects.filter(step__in=step_ids, year=year):
        found[window.step_id] += (Window(window.unit_id, window.opens_at, window.closes_at),)
    return found


def windows_to_use(person: Person, now: datetime) -> QuerySet[ChoiceWindow]:
    """The windows open to a person in étapes where they have chosen nothing since: one query."""
    studied = StudiedStep.objects.filter(
        person=person, withdrawn_at=None, step=OuterRef("step_id"), year=OuterRef("year_id")
    )
    chosen = UnitEnrolment.objects.filter(
        person=person,
        nature=Nature.CHOSEN,
        step=OuterRef("step_id"),
        year=OuterRef("year_id"),
        asked_at__gte=OuterRef("opens_at"),
    )
    windows = ChoiceWindow.objects.filter(Exists(studied), ~Exists(chosen), opens_at__lte=now, closes_at__gt=now)
    return windows.select_related("step")


def takers_of(unit_id: int, year: int) -> QuerySet[UnitEnrolment]:
    """Whoever takes a unit in a year, by name."""
    takers = UnitEnrolment.objects.filter(unit=unit_id, year=year, refused_at=None).select_related("person")
    return takers.order_by("person__birth_name", "person__given_name", "person_id")
