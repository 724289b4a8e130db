"""What is to be placed by a search, between which days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import AcademicYear, Step
from peristyle.timetable.forms.planning.fields import ReasonField
from peristyle.timetable.forms.planning.grid import UnitsField
from peristyle.timetable.queries.placing.missing import Missing
from peristyle.timetable.rules.durations import in_hours
from peristyle.timetable.rules.placing.states import MOST_SESSIONS, MOST_WEEKS
from peristyle.ui.fields import DayField


class MissingFilters(forms.Form):
    """A year, an étape, units: those below them are meant as well."""

    annee = forms.TypedChoiceField(label=_("Année"), required=False, coerce=int, choices=[])
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    elements = UnitsField(
        label=_("Éléments"),
        required=False,
        max_length=200,
        help_text=_("Codes d’UE ou de semestres, séparés par des virgules ; ce qu’ils contiennent est compris."),
    )

    def __init__(self, years: Iterable[AcademicYear], steps: Iterable[Step], *given: Any) -> None:
        super().__init__(*given)
        self.fields["annee"].choices = [(year.number, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Toutes")),
            *((str(step.pk), str(step)) for step in steps),
        ]


class SearchForm(forms.Form):
    """The activities of which what is left is placed, from when to when, and whether drafts may make room."""

    activities = forms.MultipleChoiceField(
        label=_("Séances à placer"),
        widget=forms.CheckboxSelectMultiple,
        choices=[],
        error_messages={"required": _("Choisissez au moins une activité.")},
    )
    first_day = DayField(label=_("Du"), autocomplete="off", help_text="")
    last_day = DayField(label=_("Au"), autocomplete="off", help_text="")
    may_move = forms.BooleanField(
        label=_("Déplacer des brouillons si cela fait de la place"),
        required=False,
        help_text=_("Jamais une séance publiée ou verrouillée, et le moins possible."),
    )

    def __init__(self, missing: Iterable[Missing], *given: Any, today: date, **options: Any) -> None:
        super().__init__(*given, **options)
        self._missing = {str(each.activity.pk): each for each in missing}
        self._today = today
        self.fields["activities"].choices = [  # type: ignore[attr-defined]
            (key, _words(each)) for key, each in self._missing.items()
        ]

    def chosen(self) -> list[Missing]:
        """What was ticked."""
        return [self._missing[key] for key in self.cleaned_data["activities"]]

    def clean_activities(self) -> list[str]:
        """Not more than one search takes."""
        ticked: list[str] = self.cleaned_data["activities"]
        count = sum(self._missing[key].sessions for key in ticked)
        if count > MOST_SESSIONS:
            raise forms.ValidationError(
                _("Cela fait %(count)s séances, et une recherche en place %(most)s au plus : décochez des activités."),
                params={"count": count, "most": MOST_SESSIONS},
            )
        return ticked

    def clean(self) -> dict[str, Any]:
        """Days in order, still to come, not too many."""
        answers = super().clean() or {}
        first, last = answers.get("first_day"), answers.get("last_day")
        if last and last <= self._today:
            self.add_error("last_day", _("Ce jour est déjà passé ou trop proche : choisissez-en un plus tard."))
        elif first and last and last < first:
            self.add_error("last_day", _("Cette date est avant la première."))
        elif first and last and last - first > timedelta(weeks=MOST_WEEKS):
            self.add_error("last_day", _("Choisissez %(n)s semaines au plus.") % {"n": MOST_WEEKS})
        return answers


class ApplyForm(forms.Form):
    """Why what speaks against some places is gone beyond."""

    reason = ReasonField()


def _words(missing: Missing) -> Any:
    activity = missing.activity
    groups = ", ".join(group.name for group in activity.groups.all())
    code = f"{activity.kind} {activity.code} {activity.name(get_language() or 'fr')}"
    told = ngettext_lazy(
        "%(name)s : %(n)s séance de %(length)s", "%(name)s : %(n)s séances de %(length)s", missing.sessions
    )
    length = in_hours(activity.session_minutes)
    return told % {"name": f"{code} ({groups})" if groups else code, "n": missing.sessions, "length": length}
