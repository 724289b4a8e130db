"""The forms by which a holder asks for more time, and an agent answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.ui.fields import DayField


class ExtensionForm(forms.Form):
    """Until when, and why."""

    until = DayField(label=_("Garder mon compte jusqu’au"), autocomplete="off")
    reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=500,
        help_text=_("Un agent lira ces mots et vous répondra par mail."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """Until when, a word for the holder, and which of the two buttons was pressed."""

    until = DayField(label=_("Dernier jour accordé"), autocomplete="off")
    answer = forms.CharField(
        label=_("Un mot pour la personne"),
        max_length=500,
        required=False,
        help_text=_("Nécessaire pour refuser."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def refuses(self) -> bool:
        """Whether the answer is no."""
        return self.data.get("decision") == "refuse"

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        cleaned = super().clean() or {}
        if self.refuses and not cleaned.get("answer"):
            self.add_error("answer", _("Dites en un mot pourquoi : la personne le lira."))
        return cleaned
