"""Enrolments that another system of scolarité settled: when it was read, and what came of each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.enrolments import Enrolment
from peristyle.enrolment.rules.feed_rows import LONGEST_PATH, LONGEST_PERIOD, SENTENCES
from peristyle.kernel.importing.models import PreviewedImport, RefusedLine


class FeedSource(models.TextChoices):
    """How what the other system says came to us."""

    PEGASE = "pegase", _("Pégase")
    FILES = "files", _("Fichiers")
    APOGEE = "apogee", _("Liste d’Apogée")


class FeedFailure(models.TextChoices):
    """Why a reading ended without any row."""

    UNREACHABLE = "unreachable", _("Le service ne répond pas.")
    FORBIDDEN = "forbidden", _("Le service refuse notre jeton.")
    UNREADABLE = "unreadable", _("La réponse du service ne se lit pas.")
    LOST = "lost", _("La lecture s’est interrompue et n’a pas repris.")


class FeedRun(PreviewedImport):
    """A reading of the other system; its text is the neutral table, emptied at the end.

    A service is asked by time, files are given on the command line or brought by somebody.
    """

    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    source = models.CharField(max_length=10, choices=FeedSource)
    failure = models.CharField(max_length=12, choices=FeedFailure, blank=True)

    class Meta(PreviewedImport.Meta):
        verbose_name_plural = _("Synchronisations")
        constraints: ClassVar = [
            *PreviewedImport.Meta.constraints,
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(source=FeedSource.PEGASE, finished_at=None),
                name="one_reading_of_pegase_at_a_time",
            ),
        ]


class RefusedFeedLine(RefusedLine):
    """An enrolment of the other system that was not taken in, and whose it is."""

    sentences = SENTENCES
    file_import = models.ForeignKey(FeedRun, models.CASCADE, related_name="refused_lines")
    student_code = models.CharField(max_length=25, blank=True)


class FedEnrolment(models.Model):
    """An enrolment that the other system names by student, period and path; `cancelled`: it says so itself."""

    student_code = models.CharField(max_length=25)
    period = models.CharField(max_length=LONGEST_PERIOD)
    path = models.CharField(max_length=LONGEST_PATH)
    enrolment = models.ForeignKey(Enrolment, models.CASCADE, related_name="+")
    cancelled = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = _("Inscriptions d’un autre système")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["student_code", "period", "path"], name="one_fed_enrolment_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.student_code} · {self.period} · {self.path}"
