"""Files of staff and guests."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.rules.people_files.problems import SENTENCES
from peristyle.kernel.importing.models import FileImport, RefusedLine


class PeopleFileKind(models.TextChoices):
    """Whom a file tells of."""

    STAFF = "staff", _("Personnels")
    GUESTS = "guests", _("Invités")


class PeopleImport(FileImport):
    """A file of staff or guests, and who brought it."""

    kind = models.CharField(max_length=10, choices=PeopleFileKind)
    requested_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta(FileImport.Meta):
        verbose_name_plural = _("Fichiers de personnes importés")


class RefusedPerson(RefusedLine):
    """A line of a file of staff or guests that was not imported."""

    sentences = SENTENCES
    file_import = models.ForeignKey(PeopleImport, models.CASCADE, related_name="refused_lines")
