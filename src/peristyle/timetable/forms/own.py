"""What people ask of their own timetable: a day to look at, how a unit looks."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.models import UnitLook
from peristyle.timetable.rules.tones import Tone

FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayForm(forms.Form):
    """A day; today when it is left empty."""

    jour = forms.DateField(label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean_jour(self) -> date | None:
        """A day whose month, and the months beside it, calendars have."""
        day: date | None = self.cleaned_data["jour"]
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                _("Choisissez une date entre %(first)s et %(last)s.") % {"first": FIRST_YEAR, "last": LAST_YEAR}
            )
        return day


class LookForm(forms.ModelForm[UnitLook]):
    """A name, a colour, hidden or not: all may be left as they are."""

    class Meta:
        model = UnitLook
        fields = ("name", "tone", "hidden")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["name"].label = _("Le nom que vous lui donnez")
        self.fields["name"].help_text = _("Vide : son nom officiel.")
        self.fields["tone"] = forms.ChoiceField(
            label=_("Couleur"), required=False, choices=[("", _("Automatique")), *choices_of(Tone)]
        )
        self.fields["hidden"].label = _("Masquer dans mon emploi du temps")
