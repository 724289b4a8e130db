"""What of the planning one looks at."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import AcademicYear, Step


class BoardFilters(forms.Form):
    """A year (the present one without answer), an étape, how far it is, words of a unit."""

    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, choices=[])
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    etat = forms.ChoiceField(label=_("État"), required=False, choices=[("", _("Tous")), ("short", _("À compléter"))])
    q = forms.CharField(label=_("Code ou nom d’un élément"), required=False, max_length=100)

    def __init__(self, years: Iterable[AcademicYear], steps: Iterable[Step], given: QueryDict, *, present: int) -> None:
        choices = [(year.number, str(year)) for year in years]
        answers = given.copy()
        if "annee" not in answers and present in dict(choices):
            answers["annee"] = str(present)
        super().__init__(answers)
        self.fields["annee"].choices = choices  # type: ignore[attr-defined]
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Toutes")),
            *((str(step.pk), str(step)) for step in steps),
        ]


class DraftFilters(forms.Form):
    """An étape, words of a unit; what publishes them says in which state (`vu`) the drafts were shown."""

    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    q = forms.CharField(label=_("Code ou nom d’un élément"), required=False, max_length=100)
    vu = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, steps: Iterable[Step], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Toutes")),
            *((str(step.pk), str(step)) for step in steps),
        ]
