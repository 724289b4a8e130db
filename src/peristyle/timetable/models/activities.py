"""What is to be taught or held: its sessions are placed one by one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from peristyle.kernel.choices import choices_of
from peristyle.timetable.models.rooms import ROOM_KINDS
from peristyle.timetable.rules.sessions import ActivityKind


class Activity(models.Model):
    """Classes of one kind of a unit for some groups, an exam, an event: who, how often, how long, in what sort of room.

    Those concerned are the members of its groups and, when it is for the *whole unit*, whoever takes the unit.
    An event without unit has a title of its own.
    """

    year = models.ForeignKey("curriculum.AcademicYear", models.PROTECT, related_name="+")
    unit = models.ForeignKey("curriculum.TeachingUnit", models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=2, choices=choices_of(ActivityKind))
    component = models.ForeignKey("people.Component", models.PROTECT, null=True, related_name="+")
    groups = models.ManyToManyField("curriculum.TeachingGroup", related_name="+")
    whole_unit = models.BooleanField(default=False)
    teachers = models.ManyToManyField("people.Person", related_name="+")
    session_minutes = models.PositiveSmallIntegerField(default=90)
    session_count = models.PositiveSmallIntegerField(default=1)
    room_kind = models.CharField(max_length=20, choices=list(ROOM_KINDS.items()), blank=True)
    equipment = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["unit__code", "kind", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(title=""), name="an_activity_has_a_name"),
            models.CheckConstraint(condition=Q(session_minutes__gte=1), name="an_activity_lasts"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "year"]),
            models.Index(fields=["unit", "year"], condition=Q(whole_unit=True), name="timetable_whole_units"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name('fr')}"

    def name(self, language: str) -> str:
        """Its own title, else that of its unit, in the reader's language as far as it was translated."""
        return self.title or (self.unit.name(language) if self.unit else "")

    @property
    def code(self) -> str:
        """The code of its unit; an event has none."""
        return self.unit.code if self.unit else ""

    @property
    def scope(self) -> str | None:
        """The code of the composante whose planners place it."""
        return self.component_id
