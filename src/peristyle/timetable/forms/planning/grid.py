"""What a planner chooses to see in the grid."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import Step, TeachingGroup, TeachingUnit
from peristyle.timetable.forms.planning.fields import RoomsField, TeachersField
from peristyle.timetable.queries.planning.views import View
from peristyle.timetable.rules.days import week_of
from peristyle.ui.fields import DayField

_MOST_GROUPS = 30


class UnitsField(forms.CharField):
    """Units by code, separated by commas."""

    def clean(self, value: Any) -> list[TeachingUnit]:
        """The units; an unknown one is named."""
        codes = [part.strip().upper() for part in re.split(r"[,;]", super().clean(value)) if part.strip()]
        found = {unit.code: unit for unit in TeachingUnit.objects.filter(code__in=codes)} if codes else {}
        for code in codes:
            if code not in found:
                raise ValidationError(_("Aucun élément n’a le code « %(code)s »."), params={"code": code})
        return [found[code] for code in dict.fromkeys(codes)]


class GridFilters(forms.Form):
    """A week, and whose sessions: all that is chosen is shown together."""

    semaine = DayField(label=_("Semaine du"), required=False, autocomplete="off", help_text="")
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    elements = UnitsField(
        label=_("Éléments"), required=False, max_length=200, help_text=_("Codes, séparés par des virgules.")
    )
    salles = RoomsField()
    enseignants = TeachersField(label=_("Enseignants"))
    groupe = forms.MultipleChoiceField(label=_("Groupes"), required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, steps: Iterable[Step], given: Any, *, today: date) -> None:
        super().__init__(given)
        self.today = today
        self.steps = {str(step.pk): step for step in steps}
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Aucune")),
            *((key, str(step)) for key, step in self.steps.items()),
        ]
        asked = [key for key in given.getlist("groupe") if key.isdigit()][:_MOST_GROUPS]
        groups = TeachingGroup.objects.filter(pk__in=asked).select_related("unit") if asked else []
        self.groups = {str(group.pk): group for group in groups}
        self.fields["groupe"].choices = [(key, str(group)) for key, group in self.groups.items()]  # type: ignore[attr-defined]

    def view(self) -> View:
        """What is shown; this week without other answer."""
        answers: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return View(
            monday=week_of(answers.get("semaine") or self.today).first,
            step=self.steps.get(answers.get("etape", "")),
            units=tuple(answers.get("elements", ())),
            groups=tuple(self.groups[key] for key in answers.get("groupe", ())),
            teachers=tuple(answers.get("enseignants", ())),
            rooms=tuple(answers.get("salles", ())),
        )
