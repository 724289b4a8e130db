"""What ties persons to the university."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role
from peristyle.people.models.components import Component


class AffiliationKind(models.TextChoices):
    """What ties a person to the university."""

    STUDENT = "student", _("Étudiant")
    TEACHER = "teacher", _("Enseignant")
    STAFF = "staff", _("Personnel")
    GUEST = "guest", _("Invité")


class StaffCategory(models.TextChoices):
    """How a member of the staff is employed, which tells how long their mail outlives their contract."""

    PERMANENT = "permanent", _("Titulaire")
    CONTRACT = "contract", _("Contractuel")
    TEMPORARY = "temporary", _("Vacataire")


ROLE_OF_AFFILIATION: dict[str, Role] = {
    AffiliationKind.STUDENT: Role.STUDENT,
    AffiliationKind.TEACHER: Role.TEACHER,
    AffiliationKind.STAFF: Role.STAFF,
    AffiliationKind.GUEST: Role.GUEST,
}


class Affiliation(models.Model):
    """A tie between a person and the university, from a day to a day, with the source that says so.

    One that should never have been (enrolment cancelled, payment refused) is voided: from that day on it is no tie.
    """

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="affiliations", db_index=False)
    kind = models.CharField(max_length=10, choices=AffiliationKind)
    category = models.CharField(max_length=10, choices=StaffCategory, blank=True)
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    voided_on = models.DateField(null=True)
    source = models.CharField(max_length=30)
    source_reference = models.CharField(max_length=60)

    class Meta:
        verbose_name_plural = _("Rattachements à l’université")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "source_reference"], name="one_affiliation_per_source_reference"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="affiliation_ends_after_start",
            ),
        ]
        # Whether somebody is tied to a composante is asked of everybody whom a search finds.
        indexes: ClassVar = [models.Index(fields=["person", "kind", "component"], name="affiliations_of_a_person")]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"

    def is_current(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        lasts = self.ends_on is None or day <= self.ends_on
        return self.starts_on <= day and lasts and self.voided_on is None
