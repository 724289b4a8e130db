"""What a student is entitled to at exams. Nothing is asked of the reason."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peristyle.people.public import Person
from peristyle.timetable.rules.exams.extra_time import GRANTED
from peristyle.ui.fields import DayField

EXTRA_TIME = {
    0: _("Aucun"),
    15: _("Un quart (15 minutes par heure)"),
    20: _("Un tiers (20 minutes par heure)"),
    30: _("La moitié (30 minutes par heure)"),
    60: _("Le double du temps"),
}


class ArrangementSearch(forms.Form):
    """Words of a name, or a number."""

    q = forms.CharField(label=_("Nom ou numéro étudiant"), required=False, max_length=100)


class ArrangementForm(forms.Form):
    """Who, what, from when to when."""

    student = forms.CharField(label=_("Numéro étudiant"), max_length=25)
    extra = forms.TypedChoiceField(
        label=_("Temps majoré"), coerce=int, choices=[(granted, EXTRA_TIME[granted]) for granted in GRANTED]
    )
    apart = forms.BooleanField(label=_("Compose dans une salle à part"), required=False)
    wheelchair = forms.BooleanField(label=_("Salle accessible en fauteuil roulant"), required=False)
    starts_on = DayField(label=_("Du"), autocomplete="off", help_text="")
    ends_on = DayField(label=_("Au"), autocomplete="off")

    def __init__(self, students: QuerySet[Person], today: date, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.students = students
        self.today = today

    def clean_student(self) -> Person:
        """Somebody of one's composantes."""
        found = self.students.filter(student_number=self.cleaned_data["student"].strip()).first()
        if found is None:
            raise ValidationError(_("Aucun étudiant de vos composantes n’a ce numéro."))
        return found

    def clean(self) -> dict[str, Any]:
        """Something is arranged, for some day to come."""
        answers = super().clean() or {}
        if "extra" in answers and not (answers["extra"] or answers.get("apart") or answers.get("wheelchair")):
            self.add_error("extra", _("Choisissez au moins un aménagement."))
        starts_on, ends_on = answers.get("starts_on"), answers.get("ends_on")
        if ends_on and starts_on and ends_on < starts_on:
            self.add_error("ends_on", _("La fin précède le début."))
        elif ends_on and ends_on < self.today:
            self.add_error("ends_on", _("Cette date est passée."))
        return answers
