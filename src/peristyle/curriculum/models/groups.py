"""Groups of classes: who is in which, who teaches them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.models.choices import UnitEnrolment
from peristyle.curriculum.models.units import ClassKind, TeachingUnit
from peristyle.curriculum.models.years import AcademicYear


class TeachingGroup(models.Model):
    """A group of a unit in a year, for classes of one kind, with room for so many."""

    unit = models.ForeignKey(TeachingUnit, models.PROTECT, related_name="+")
    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=2, choices=ClassKind)
    name = models.CharField(max_length=20)
    capacity = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["kind", "name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "year", "kind", "name"], name="one_group_per_unit_year_kind_and_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    @property
    def scope(self) -> str:
        """The code of the composante that answers for it; needs its unit."""
        return self.unit.component_id


class GroupMembership(models.Model):
    """Whoever takes a unit is in one of its groups for each kind of classes; leaving the unit is leaving its groups.

    `kind` repeats the group's, so that the database itself refuses a second one.
    """

    enrolment = models.ForeignKey(UnitEnrolment, models.CASCADE, related_name="memberships")
    group = models.ForeignKey(TeachingGroup, models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=2, choices=ClassKind)
    since = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enrolment", "kind"], name="one_group_per_unit_enrolment_and_kind")
        ]

    def __str__(self) -> str:
        return f"{self.enrolment_id} · {self.group_id}"


class GroupTeacher(models.Model):
    """Somebody teaches a group, and so reads its list."""

    group = models.ForeignKey(TeachingGroup, models.CASCADE, related_name="teachers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Groupes enseignés")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["group", "person"], name="taught_once_by_the_same")]

    def __str__(self) -> str:
        return f"{self.group_id} · {self.person_id}"
