"""What a planner takes out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum, choices_of
from peristyle.people.public import Component
from peristyle.ui.fields import DayField

#: An academic year.
_MOST_DAYS = 366


class ExportFormat(LabelledEnum):
    """As what."""

    CSV = "csv", _("CSV, pour tout tableur")
    XLSX = "xlsx", _("Classeur XLSX")
    ICS = "ics", _("Calendrier ICS")


class ExportForm(forms.Form):
    """Between which days, of which composante, as what."""

    du = DayField(label=_("Du"), autocomplete="off", help_text="")
    au = DayField(label=_("Au"), autocomplete="off", help_text="")
    composante = forms.ChoiceField(label=_("Composante"), required=False, choices=[])
    format = forms.ChoiceField(label=_("Format"), choices=choices_of(ExportFormat), initial=ExportFormat.CSV.value)

    def __init__(self, *given: Any, components: Iterable[Component], **options: Any) -> None:
        super().__init__(*given, **options)
        named = [(component.pk, str(component)) for component in components]
        self.fields["composante"].choices = [("", _("Toutes les miennes")), *named]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The last day follows the first one, within a year."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("du"), cleaned.get("au")
        if first and last and not 0 <= (last - first).days <= _MOST_DAYS:
            self.add_error("au", ValidationError(_("Choisissez un jour qui suit le premier, à moins d’un an.")))
        return cleaned
