"""Which exams one looks at, their rooms, their invigilators, their seats."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import CalendarPeriod, Step
from peristyle.kernel.choices import choices_of
from peristyle.people.public import Person
from peristyle.timetable.forms.planning.fields import ReasonField, RoomsField, TeachersField
from peristyle.timetable.models import Room
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.rules.conflicts import Conflict
from peristyle.timetable.rules.exams.seating import SeatOrder


class ExamFilters(forms.Form):
    """A period of exams, an étape, words of a unit."""

    periode = forms.ChoiceField(label=_("Période"), required=False, choices=[])
    etape = forms.ChoiceField(label=_("Étape"), required=False, choices=[])
    q = forms.CharField(label=_("Code ou nom d’un élément"), required=False, max_length=100)

    def __init__(
        self, periods: Iterable[CalendarPeriod], steps: Iterable[Step], language: str, *given: Any, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.fields["periode"].choices = [  # type: ignore[attr-defined]
            ("", _("Tous les examens à venir")),
            *((str(period.pk), period.name(language)) for period in periods),
        ]
        self.fields["etape"].choices = [  # type: ignore[attr-defined]
            ("", _("Toutes")),
            *((str(step.pk), str(step)) for step in steps),
        ]


class RefusableForm(forms.Form):
    """A change that may be refused; `version` is the one its reader saw."""

    reason = ReasonField()
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def refuse(self, conflicts: Iterable[Conflict], field: str) -> None:
        """Say beside the field what speaks against it; soft ones alone ask for a reason."""
        kept = list(conflicts)
        for _conflict, words in explained(kept):
            self.add_error(field, words)
        if not any(conflict.hard for conflict in kept):
            self.add_error("reason", _("Vous pouvez passer outre : dites pourquoi."))


class ExamRoomsForm(RefusableForm):
    """The rooms of an exam, and those for whoever sits apart."""

    rooms = RoomsField()
    apart = RoomsField(
        label=_("Salles à part"),
        help_text=_("Pour les étudiants qui composent à part. Code ou nom ; plusieurs séparées par des virgules."),
    )

    field_order = ("rooms", "apart", "reason", "version")

    def clean(self) -> dict[str, Any]:
        """A room is one or the other."""
        answers = super().clean() or {}
        both = {room.pk for room in answers.get("rooms", ())} & {room.pk for room in answers.get("apart", ())}
        if both:
            self.add_error("apart", _("Une salle est commune ou à part, pas les deux."))
        return answers


class InvigilatorForm(RefusableForm):
    """Somebody, and the room they watch over."""

    person = TeachersField(
        label=_("Surveillant"), help_text=_("Nom et prénom, ou matricule ; plusieurs séparés par des virgules.")
    )
    room = forms.ChoiceField(label=_("Salle"), choices=[])

    field_order = ("room", "person", "reason", "version")

    def __init__(self, rooms: Iterable[Room], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.by_code = {room.pk: room for room in rooms}
        self.fields["room"].choices = [(room.pk, room.name) for room in self.by_code.values()]  # type: ignore[attr-defined]

    def clean_person(self) -> list[Person]:
        """Somebody at least."""
        people: list[Person] = self.cleaned_data["person"]
        if not people:
            raise ValidationError(_("Indiquez qui surveille."))
        return people


class SeatingForm(forms.Form):
    """How seats are given."""

    order = forms.ChoiceField(
        label=_("Ordre"),
        choices=choices_of(SeatOrder),
        widget=forms.RadioSelect,
        initial=SeatOrder.SHUFFLED.value,
    )
    afresh = forms.BooleanField(
        label=_("Tout replacer"),
        required=False,
        help_text=_("Sinon, qui a déjà une place la garde : seuls les nouveaux inscrits en reçoivent une."),
    )
