"""Persons."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import clock
from peristyle.people.models.affiliations import ROLE_OF_AFFILIATION
from peristyle.people.models.roles import RoleAssignment


class Civility(models.TextChoices):
    """How a person is addressed, if they want to be."""

    MS = "mme", _("Mme")
    MR = "m", _("M.")
    NONE = "", _("Sans civilité")


class Person(models.Model):
    """Somebody the university knows. Screens show usual names, official documents the civil status.

    A record absorbed by another (`merged_into`) is not somebody: no list shows it, and its numbers lead to the other.
    One that was erased (`erased_at`) tells nobody any more: it stays for the rows that count without naming.
    """

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
    guest_number = models.CharField(max_length=25, null=True, unique=True)
    merged_into = models.ForeignKey("self", models.CASCADE, null=True, related_name="absorbed")
    backup_email = models.EmailField(blank=True)
    backup_email_verified_at = models.DateTimeField(null=True)
    phone = models.CharField(max_length=30, blank=True)
    phone_verified_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="fr")
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Fiches")
        indexes: ClassVar = [models.Index(fields=["birth_name", "given_name"]), models.Index(fields=["birth_date"])]

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

    def held_roles(self) -> Iterable[RoleAssignment]:
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
