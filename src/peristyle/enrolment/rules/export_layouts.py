"""What may be asked of an export of enrolments: which ones, which columns, which kind of file."""

from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class ExportState(StrEnum):
    """Which enrolments."""

    STANDING = "standing"
    CANCELLED = "cancelled"
    ALL = "all"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            ExportState.STANDING: _("Validées"),
            ExportState.CANCELLED: _("Annulées"),
            ExportState.ALL: _("Toutes"),
        }[self]


class ExportLayout(StrEnum):
    """Which columns: all of ours, or those of an enrolment list of Apogée under Apogée's names."""

    COMPLETE = "complete"
    APOGEE = "apogee"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            ExportLayout.COMPLETE: _("Toutes les colonnes"),
            ExportLayout.APOGEE: _("Liste d’inscriptions aux noms d’Apogée"),
        }[self]


class ExportFormat(StrEnum):
    """Which kind of file."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def label(self) -> Any:
        """In words."""
        return {
            ExportFormat.XLSX: _("Classeur Excel (XLSX)"),
            ExportFormat.CSV: _("CSV, pour un Excel français"),
        }[self]
