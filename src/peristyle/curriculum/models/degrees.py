"""Degrees and étapes."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The national levels, which set the fee."""

    LICENCE = "licence", _("Licence")
    MASTER = "master", _("Master")
    DOCTORATE = "doctorat", _("Doctorat")


class Degree(models.Model):
    """A degree a composante awards."""

    code = models.CharField(max_length=7, primary_key=True)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10, choices=Level)
    component = models.ForeignKey("people.Component", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name


class Step(models.Model):
    """An étape (VET): the year one enrols in, such as EE1 L1 Economie; code and version make it one."""

    code = models.CharField(max_length=6)
    version = models.CharField(max_length=3, default="100")
    label = models.CharField(max_length=200)
    degree = models.ForeignKey(Degree, models.PROTECT, related_name="steps")
    year_of_study = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["code", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "version"], name="one_step_per_code_and_version")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"

    @property
    def scope(self) -> str:
        """The code of the composante it belongs to; needs its degree."""
        return self.degree.component_id
