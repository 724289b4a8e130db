"""Persons, composantes, affiliations and roles."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import clock
from peristyle.kernel.permissions import Role


class Component(models.Model):
    """A composante: faculty or institute. Its facts come from institution.toml."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    registrar_mail = models.EmailField()
    registrar_phone = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.short_name


class Civility(models.TextChoices):
    """How a person is addressed, if they want to be."""

    MS = "mme", _("Mme")
    MR = "m", _("M.")
    NONE = "", _("Sans civilité")


class Person(models.Model):
    """Somebody the university knows. Screens show usual names, official documents the civil status."""

    birth_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    other_given_names = models.CharField(max_length=200, blank=True)
    usual_name = models.CharField(max_length=100, blank=True)
    usual_given_name = models.CharField(max_length=100, blank=True)
    civility = models.CharField(max_length=3, choices=Civility, blank=True)
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=120, blank=True)
    birth_country = models.CharField(max_length=80, blank=True)
    national_id = models.CharField(max_length=11, null=True, unique=True)
    student_number = models.CharField(max_length=25, null=True, unique=True)
    staff_number = models.CharField(max_length=25, null=True, unique=True)
    backup_email = models.EmailField(blank=True)
    backup_email_verified_at = models.DateTimeField(null=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, default="fr")
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["birth_name", "given_name"])]

    def __str__(self) -> str:
        return self.display_name

    @property
    def shown_given_name(self) -> str:
        """The given name used on screens."""
        return self.usual_given_name or self.given_name

    @property
    def shown_name(self) -> str:
        """The family name used on screens."""
        return self.usual_name or self.birth_name

    @property
    def display_name(self) -> str:
        """Given name and name as shown on screens."""
        return f"{self.shown_given_name} {self.shown_name}"

    @property
    def initials(self) -> str:
        """Two letters for the account menu."""
        return f"{self.shown_given_name[:1]}{self.shown_name[:1]}".upper()

    def held_roles(self) -> Iterable["RoleAssignment"]:
        """Roles held now: assigned ones, and those that affiliations give."""
        return self._roles_now

    @cached_property
    def _roles_now(self) -> list["RoleAssignment"]:
        now, today = clock.now(), clock.today()
        assigned = [assignment for assignment in self.roles.all() if assignment.is_current(now)]
        kinds = {affiliation.kind for affiliation in self.affiliations.all() if affiliation.is_current(today)}
        return [
            *assigned,
            *(RoleAssignment(person=self, role=ROLE_OF_AFFILIATION[kind]) for kind in sorted(kinds)),
        ]


class AffiliationKind(models.TextChoices):
    """What ties a person to the university."""

    STUDENT = "student", _("Étudiant")
    TEACHER = "teacher", _("Enseignant")
    STAFF = "staff", _("Personnel")
    GUEST = "guest", _("Invité")


ROLE_OF_AFFILIATION: dict[str, Role] = {
    AffiliationKind.STUDENT: Role.STUDENT,
    AffiliationKind.TEACHER: Role.TEACHER,
    AffiliationKind.STAFF: Role.STAFF,
    AffiliationKind.GUEST: Role.GUEST,
}


class Affiliation(models.Model):
    """A tie between a person and the university, from a day to a day, with the source that says so."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    kind = models.CharField(max_length=10, choices=AffiliationKind)
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=30)
    source_reference = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "source_reference"], name="one_affiliation_per_source_reference"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="affiliation_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.kind}"

    def is_current(self, day: date) -> bool:
        """Whether it is in force on `day`."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


class RoleAssignment(models.Model):
    """A role given to a person, everywhere or within a composante."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"

    def is_current(self, instant: datetime) -> bool:
        """Whether it is in force at `instant`."""
        return self.since <= instant and (self.until is None or instant < self.until)

    @property
    def scope(self) -> str | None:
        """The composante's code, or None for the whole institution."""
        return self.component_id
