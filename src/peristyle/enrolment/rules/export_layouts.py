"""What may be asked of an export of enrolments: which ones, which columns, which kind of file."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ExportState(TextChoices):
    """Which enrolments."""

    STANDING = "standing", _("Validées")
    CANCELLED = "cancelled", _("Annulées")
    ALL = "all", _("Toutes")


class ExportLayout(TextChoices):
    """Which columns: all of ours, or those of an enrolment list of Apogée under Apogée's names."""

    COMPLETE = "complete", _("Toutes les colonnes")
    APOGEE = "apogee", _("Liste d’inscriptions aux noms d’Apogée")


class ExportFormat(TextChoices):
    """Which kind of file."""

    XLSX = "xlsx", _("Classeur Excel (XLSX)")
    CSV = "csv", _("CSV, pour un Excel français")
