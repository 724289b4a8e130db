"""What officers type to take enrolments out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import AcademicYear, Step
from peristyle.enrolment.rules.export_layouts import ExportFormat, ExportLayout, ExportState


class ExportForm(forms.Form):
    """Which enrolments, in which columns, as which file."""

    year = forms.TypedChoiceField(label=_("Année"), coerce=int)
    step = forms.TypedChoiceField(label=_("Étape"), required=False, coerce=int, empty_value=None)
    state = forms.TypedChoiceField(
        label=_("Inscriptions"),
        choices=[(each.value, each.label) for each in ExportState],
        coerce=ExportState,
        initial=ExportState.STANDING,
    )
    layout = forms.TypedChoiceField(
        label=_("Colonnes"),
        choices=[(each.value, each.label) for each in ExportLayout],
        coerce=ExportLayout,
        initial=ExportLayout.COMPLETE,
    )
    format = forms.TypedChoiceField(
        label=_("Fichier"),
        choices=[(each.value, each.label) for each in ExportFormat],
        coerce=ExportFormat,
        initial=ExportFormat.XLSX,
    )

    def __init__(self, *given: Any, years: Iterable[AcademicYear], steps: Iterable[Step], **options: Any) -> None:
        super().__init__(*given, **options)
        self.years = {year.pk: year for year in years}
        self.steps = {step.pk: step for step in steps}
        self.fields["year"].choices = [(pk, str(year)) for pk, year in self.years.items()]  # type: ignore[attr-defined]
        self.fields["step"].choices = [("", _("Toutes")), *((pk, str(step)) for pk, step in self.steps.items())]  # type: ignore[attr-defined]
