"""Timetables that come from elsewhere."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.importing.models import PreviewedImport, RefusedLine
from peristyle.timetable.models.sessions import Session
from peristyle.timetable.rules.imports.problems import NOT_READ, SENTENCES
from peristyle.timetable.rules.imports.rows import LONGEST_IDENTIFIER


class Origin(models.TextChoices):
    """From where a timetable comes: the identifiers of one origin say nothing of another's."""

    FILE = "file", _("Fichier")
    CALENDAR = "calendar", _("Calendrier ICS")
    ADE = "ade", _("ADE Campus")


class TimetableImport(PreviewedImport):
    """A timetable for a year; what belongs to no unit goes to `component`. Its sessions come in as one gesture.

    What another tool says is read in the background; `failure` tells why it could not be.
    """

    year = models.ForeignKey("curriculum.AcademicYear", models.PROTECT, related_name="+")
    component = models.ForeignKey("people.Component", models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin)
    batch = models.UUIDField(default=uuid.uuid4, editable=False)
    failure = models.CharField(max_length=20, choices=list(NOT_READ.items()), blank=True)
    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta(PreviewedImport.Meta):
        verbose_name_plural = _("Emplois du temps importés")


class RefusedTimetableLine(RefusedLine):
    """A line that did not come in."""

    sentences: ClassVar = SENTENCES
    file_import = models.ForeignKey(TimetableImport, models.CASCADE, related_name="refused_lines")


class ImportedSession(models.Model):
    """A session that another tool calls by a name of its own: told again, it is changed and not doubled."""

    origin = models.CharField(max_length=10, choices=Origin)
    foreign_id = models.CharField(max_length=LONGEST_IDENTIFIER)
    session = models.OneToOneField(Session, models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "foreign_id"], name="one_session_per_foreign_identifier")
        ]

    def __str__(self) -> str:
        return f"{self.origin} · {self.foreign_id}"
