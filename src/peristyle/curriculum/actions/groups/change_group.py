"""Rename a group, change its room, remove it while it is empty."""

from django.db import IntegrityError, transaction

from peristyle.audit.public import record
from peristyle.curriculum.models import GroupMembership, TeachingGroup
from peristyle.people.public import Person


class NameTaken(Exception):
    """Another group of this unit and kind has this name."""


class TooManyMembers(Exception):
    """More are in the group than would fit."""


class NotEmpty(Exception):
    """Somebody is in the group."""


def change_group(group: TeachingGroup, *, name: str, capacity: int, by: Person) -> None:
    """Another name, another capacity. Raises NameTaken, TooManyMembers."""
    with transaction.atomic():
        held = TeachingGroup.objects.select_for_update().get(pk=group.pk)
        if GroupMembership.objects.filter(group=held).count() > capacity:
            raise TooManyMembers
        held.name, held.capacity = name, capacity
        try:
            with transaction.atomic():
                held.save(update_fields=["name", "capacity"])
        except IntegrityError:
            raise NameTaken from None
        record("curriculum.change_group", actor=by, subject=held, name=name, capacity=capacity)


def remove_group(group: TeachingGroup, *, by: Person) -> None:
    """The group is no more. Raises NotEmpty."""
    with transaction.atomic():
        held = TeachingGroup.objects.select_for_update().get(pk=group.pk)
        if GroupMembership.objects.filter(group=held).exists():
            raise NotEmpty
        record("curriculum.remove_group", actor=by, subject=held, name=str(held))
        held.delete()
