"""Roles given to persons."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.permissions import Role
from peristyle.people.models.components import Component


class RoleAssignment(models.Model):
    """A role given to a person, everywhere or within a composante."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    component = models.ForeignKey(Component, models.PROTECT, null=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Rôles")

    def __str__(self) -> str:
        return f"{self.person} · {self.role}"

    def is_current(self, instant: datetime) -> bool:
        """Whether it is in force at `instant`."""
        return self.since <= instant and (self.until is None or instant < self.until)

    @property
    def scope(self) -> str | None:
        """The composante's code, or None for the whole institution."""
        return self.component_id
