"""A code that somebody types, and what a teacher puts right."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.rules.attendance import Presence

_LONGEST = 300


class TypedCodeForm(forms.Form):
    """The code that stands under the projected QR code."""

    code = forms.CharField(
        label=_("Code projeté"),
        max_length=20,
        help_text=_("Six lettres et chiffres, en majuscules ou en minuscules. Il change toutes les quelques secondes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        error_messages={"required": _("Tapez le code projeté dans la salle.")},
    )


class CorrectionForm(forms.Form):
    """How some people of a roll stand, and why."""

    persons = forms.MultipleChoiceField(
        label=_("Qui"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Cochez au moins une personne."),
            "invalid_choice": _("Une personne cochée n’est pas sur cette page de la feuille : cochez à nouveau."),
        },
    )
    presence = forms.ChoiceField(
        label=_("Inscrire comme"),
        widget=forms.RadioSelect,
        choices=choices_of(Presence),
        error_messages={"required": _("Choisissez ce qui doit figurer sur la feuille.")},
    )
    reason = forms.CharField(
        label=_("Raison"),
        max_length=_LONGEST,
        help_text=_("Par exemple « a signé la feuille papier ». La personne la lira : n’écrivez rien de médical."),
        error_messages={"required": _("Dites pourquoi, en quelques mots.")},
    )

    def __init__(self, *args: Any, persons: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["persons"].choices = persons  # type: ignore[attr-defined]

    @property
    def chosen(self) -> list[int]:
        """The persons that were ticked."""
        return [int(number) for number in self.cleaned_data["persons"]]
