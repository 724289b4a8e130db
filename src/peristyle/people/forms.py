"""The forms of persons: what is typed, nothing decided."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.people.models import Person
from peristyle.people.queries import record_of_number

LONGEST_NUMBER = 25


class RecordField(forms.CharField):
    """The number of a record: student, staff or guest."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})
        super().__init__(max_length=LONGEST_NUMBER, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        """The record that bears it."""
        record = record_of_number(super().clean(value))
        if record is None:
            raise ValidationError(_("Aucune fiche ne porte ce numéro."))
        return record


class TwoRecordsForm(forms.Form):
    """Two records to compare."""

    kept = RecordField(label=_("Numéro de la fiche à garder"), help_text=_("Étudiant, matricule ou invité."))
    absorbed = RecordField(label=_("Numéro de la fiche à absorber"))

    def clean(self) -> dict[str, Any]:
        """Two records are two."""
        cleaned: dict[str, Any] = super().clean() or {}
        absorbed: Person | None = cleaned.get("absorbed")
        if absorbed and absorbed == cleaned.get("kept"):
            self.add_error("absorbed", _("C’est la même fiche : donnez le numéro de l’autre."))
        return cleaned
