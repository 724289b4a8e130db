"""Files of maquettes that officers bring."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.models.years import AcademicYear
from peristyle.curriculum.rules.maquette_problems import SENTENCES
from peristyle.kernel.importing.models import FileImport, RefusedLine


class MaquetteImport(FileImport):
    """A file of maquettes for a year, and who brought it; nothing is imported before they have seen what it changes."""

    year = models.ForeignKey(AcademicYear, models.PROTECT, related_name="+")
    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta(FileImport.Meta):
        verbose_name_plural = _("Fichiers de maquettes importés")


class RefusedMaquetteLine(RefusedLine):
    """A line of a file of maquettes that was not imported."""

    sentences: ClassVar = SENTENCES
    file_import = models.ForeignKey(MaquetteImport, models.CASCADE, related_name="refused_lines")
