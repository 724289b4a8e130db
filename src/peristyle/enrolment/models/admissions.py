"""Admissions, and the files they came by."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.rules.admission_problems import REENROLMENT_SENTENCES, SENTENCES
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.kernel.importing.models import PreviewedImport, RefusedLine
from peristyle.people.public import Civility

ORIGIN_NAMES = {
    Origin.PARCOURSUP: "Parcoursup",
    Origin.ECANDIDAT: "eCandidat",
    Origin.MONMASTER: "Mon Master",
    Origin.REENROLMENT: _("Réinscription"),
    Origin.ON_THE_SPOT: _("Au guichet"),
    Origin.ELSEWHERE: _("Autre système de scolarité"),
}
#: Those whose admissions come by file.
FILED = (Origin.PARCOURSUP, Origin.ECANDIDAT, Origin.MONMASTER)


class AdmissionImport(PreviewedImport):
    """A file of admissions, who brought it, and what they said of the lines that do not tell it."""

    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    untold_origin = models.CharField(
        max_length=15, blank=True, choices=[(each.value, ORIGIN_NAMES[each]) for each in FILED]
    )
    untold_step = models.ForeignKey("curriculum.Step", models.SET_NULL, null=True, related_name="+")

    class Meta(PreviewedImport.Meta):
        verbose_name_plural = _("Fichiers d’admissions importés")


class RefusedAdmission(RefusedLine):
    """A line of a file of admissions that was not imported."""

    sentences = SENTENCES
    file_import = models.ForeignKey(AdmissionImport, models.CASCADE, related_name="refused_lines")


class ReenrolmentImport(PreviewedImport):
    """A file of authorisations to enrol again, and who brought it."""

    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta(PreviewedImport.Meta):
        verbose_name_plural = _("Fichiers de réinscriptions importés")


class RefusedReenrolment(RefusedLine):
    """A line of a file of authorisations that was not imported."""

    sentences = REENROLMENT_SENTENCES
    file_import = models.ForeignKey(ReenrolmentImport, models.CASCADE, related_name="refused_lines")


class Admission(models.Model):
    """Somebody was admitted to an étape for an academic year; `person`: the university knows them already."""

    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+", db_index=False)
    application_number = models.CharField(max_length=10)
    academic_year = models.ForeignKey("curriculum.AcademicYear", models.PROTECT, related_name="+", db_index=False)
    origin = models.CharField(max_length=15, choices=[(origin.value, name) for origin, name in ORIGIN_NAMES.items()])
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
        verbose_name_plural = _("Admissions")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application_number", "academic_year"], name="one_admission_per_number_and_year"
            ),
            models.CheckConstraint(
                condition=Exact(Length("application_number"), 10),
                name="application_number_has_ten_characters",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "step"], name="admissions_of_a_person"),
            models.Index(fields=["academic_year", "step", "person"], name="admissions_of_a_year_by_step"),
            models.Index(fields=["birth_date"], name="admissions_by_birth_date"),
        ]

    def __str__(self) -> str:
        return f"{self.application_number} · {self.academic_year_id}"

    @property
    def display_name(self) -> str:
        """Given name and name as shown on screens."""
        return f"{self.given_name} {self.usual_name or self.birth_name}"
