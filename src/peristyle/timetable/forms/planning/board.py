"""What of the planning one looks at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import AcademicYear, Step


class BoardFilters(forms.Form):
    """A year, an étape, words of a unit."""

    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, choices=[])
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    q = forms.CharField(label=_("Code ou nom d’un élément"), required=False, max_length=100)

    def __init__(self, years: Iterable[AcademicYear], steps: Iterable[Step], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["annee"].choices = [(year.number, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Toutes")),
            *((str(step.pk), str(step)) for step in steps),
        ]


class DraftFilters(forms.Form):
    """An étape, words of a unit, a week."""

    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    q = forms.CharField(label=_("Code ou nom d’un élément"), required=False, max_length=100)

    def __init__(self, steps: Iterable[Step], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Toutes")),
            *((str(step.pk), str(step)) for step in steps),
        ]
