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
from peristyle.timetable.queries.planning.views import View, year_of
from peristyle.timetable.rules.days import week_of
from peristyle.ui.fields import DayField

_FARTHEST_YEARS = 20


class UnitsField(forms.CharField):
    """Units by code, separated by commas."""

    def clean(self, value: Any) -> list[TeachingUnit]:
        """The units; an unknown one is named."""
        codes = [part.upper() for part in _parts(super().clean(value))]
        found = {unit.code: unit for unit in TeachingUnit.objects.filter(code__in=codes)} if codes else {}
        for code in codes:
            if code not in found:
                raise ValidationError(_("Aucun élément n’a le code « %(code)s »."), params={"code": code})
        return [found[code] for code in codes]


class GridFilters(forms.Form):
    """A week, and whose sessions: all that is chosen is shown together."""

    semaine = DayField(label=_("Semaine du"), required=False, autocomplete="off", help_text="")
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    elements = UnitsField(
        label=_("Éléments"), required=False, max_length=200, help_text=_("Codes, séparés par des virgules.")
    )
    groupes = forms.CharField(
        label=_("Groupes"),
        required=False,
        max_length=300,
        help_text=_("Élément et groupe, comme HAI101I TD 2 ; plusieurs séparés par des virgules."),
    )
    salles = RoomsField()
    enseignants = TeachersField(label=_("Enseignants"))

    def __init__(self, steps: Iterable[Step], given: Any, *, today: date) -> None:
        super().__init__(given)
        self.today = today
        self.steps = {str(step.pk): step for step in steps}
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Aucune")),
            *((key, str(step)) for key, step in self.steps.items()),
        ]

    def clean_semaine(self) -> date | None:
        """A week that has others before and after it."""
        day: date | None = self.cleaned_data["semaine"]
        if day and abs(day.year - self.today.year) > _FARTHEST_YEARS:
            raise ValidationError(_("Choisissez une semaine plus proche d’aujourd’hui."))
        return day

    def clean_groupes(self) -> list[TeachingGroup]:
        """The groups of the year of the week; an unknown one is named."""
        year = year_of(self.cleaned_data.get("semaine") or self.today)
        return [_group(typed, year) for typed in _parts(self.cleaned_data["groupes"])]

    def view(self) -> View:
        """What is shown; this week without other answer."""
        answers: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        return View(
            monday=week_of(answers.get("semaine") or self.today).first,
            step=self.steps.get(answers.get("etape", "")),
            units=tuple(answers.get("elements", ())),
            groups=tuple(answers.get("groupes", ())),
            teachers=tuple(answers.get("enseignants", ())),
            rooms=tuple(answers.get("salles", ())),
        )


def _parts(typed: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in re.split(r"[,;]", typed) if part.strip()))


def _group(typed: str, year: int) -> TeachingGroup:
    """« HAI101I TD 2 »."""
    code, _space, name = typed.partition(" ")
    groups = TeachingGroup.objects.filter(unit__code__iexact=code, year=year).select_related("unit")
    for group in groups:
        if str(group).casefold() == name.strip().casefold():
            return group
    known = ", ".join(f"{group.unit.code} {group}" for group in groups)
    if known:
        raise ValidationError(
            _("Aucun groupe ne s’appelle « %(typed)s » ; il y a : %(known)s."), params={"typed": typed, "known": known}
        )
    raise ValidationError(_("Aucun groupe ne s’appelle « %(typed)s »."), params={"typed": typed})
