"""Admissions, and the files they came by."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from peristyle.enrolment.rules.admission_problems import sentence
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.people.public import Civility

ORIGIN_NAMES = {
    Origin.PARCOURSUP: "Parcoursup",
    Origin.ECANDIDAT: "eCandidat",
    Origin.MONMASTER: "Mon Master",
}


class AdmissionImport(models.Model):
    """A file of admissions: who brought it and when, how far its import is, what became of its lines.

    The text is emptied at the end: what was accepted stands in the admissions, what was refused in the report.
    """

    file_name = models.CharField(max_length=200)
    text = models.TextField()
    all_or_nothing = models.BooleanField()
    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    rows_total = models.PositiveIntegerField(null=True)
    rows_done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(started_at__isnull=False),
                name="a_finished_import_was_started",
            ),
            models.CheckConstraint(
                condition=Q(rows_total=None) | Q(rows_done__lte=F("rows_total")),
                name="no_more_rows_done_than_there_are",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def accepted(self) -> int:
        """How many lines are as they should be, now or already before."""
        return self.added + self.updated + self.unchanged

    @property
    def gave_up(self) -> bool:
        """Whether nothing was taken: all or nothing was asked, and a line is refused."""
        return self.finished_at is not None and self.all_or_nothing and self.refused > 0


class RefusedLine(models.Model):
    """A line of a file that was not imported, and why: a code of `rules.admission_problems`."""

    admission_import = models.ForeignKey(AdmissionImport, models.CASCADE, related_name="refused_lines")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    column = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering: ClassVar = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.admission_import} · {self.line}"

    @property
    def reason(self) -> str:
        """The reason in the reader's language."""
        return sentence(self.code, column=self.column, value=self.value)


class Admission(models.Model):
    """Somebody was admitted to an étape for an academic year."""

    application_number = models.CharField(max_length=10)
    academic_year = models.ForeignKey("curriculum.AcademicYear", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10, choices=[(origin.value, name) for origin, name in ORIGIN_NAMES.items()])
    birth_name = models.CharField(max_length=100)
    given_name = models.CharField(max_length=100)
    other_given_names = models.CharField(max_length=200, blank=True)
    usual_name = models.CharField(max_length=100, blank=True)
    civility = models.CharField(max_length=3, choices=Civility, blank=True)
    birth_date = models.DateField()
    birth_place = models.CharField(max_length=120, blank=True)
    birth_country = models.CharField(max_length=80, blank=True)
    email = models.EmailField()
    step = models.ForeignKey("curriculum.Step", models.PROTECT, related_name="+")
    grant_holder = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(AdmissionImport, models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application_number", "academic_year"], name="one_admission_per_number_and_year"
            ),
            models.CheckConstraint(
                condition=Exact(Length("application_number"), 10),
                name="application_number_has_ten_characters",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_number} · {self.academic_year_id}"

    @property
    def display_name(self) -> str:
        """Given name and name as shown on screens."""
        return f"{self.given_name} {self.usual_name or self.birth_name}"
