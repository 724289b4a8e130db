"""What is asked of whoever wants a room, and of whoever answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.forms.rooms.filters import TimeForm
from peristyle.timetable.rules.bookings import BookingProblem

_LONGEST_REASON = 300


class BookingForm(TimeForm):
    """When, for how many, what for."""

    people = forms.IntegerField(
        label=_("Personnes attendues"),
        min_value=1,
        max_value=5000,
        error_messages={"required": _("Dites combien de personnes viendront.")},
    )
    purpose = forms.CharField(
        label=_("Objet"),
        max_length=120,
        help_text=_("Affiché à la porte et dans les emplois du temps : n’écrivez rien de privé."),
        error_messages={"required": _("Dites à quoi la salle servira.")},
    )

    #: Which answer each problem is about.
    _FIELDS = {
        BookingProblem.PAST: "hour",
        BookingProblem.TOO_LONG: "minutes",
        BookingProblem.TOO_SMALL: "people",
        BookingProblem.TAKEN: "hour",
        BookingProblem.NO_YEAR: "day",
    }

    def refuse(self, problem: BookingProblem) -> None:
        """Say what is wrong at the answer it is about."""
        self.add_error(self._FIELDS.get(problem), problem.label)


class ReasonForm(forms.Form):
    """Why a booking is cancelled."""

    reason = forms.CharField(
        label=_("Raison"),
        max_length=_LONGEST_REASON,
        help_text=_("Elle reste affichée sur la page de la salle : n’écrivez rien de privé."),
        error_messages={"required": _("Dites pourquoi, en quelques mots.")},
    )


class BookingDecisionForm(forms.Form):
    """Accepted, or refused with a reason."""

    reason = forms.CharField(
        label=_("Raison du refus"),
        required=False,
        max_length=_LONGEST_REASON,
        help_text=_("Obligatoire si vous refusez ; la personne la lira."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    decision = forms.ChoiceField(
        choices=[("accept", ""), ("refuse", "")],
        widget=forms.HiddenInput,
        error_messages={"required": _("Acceptez ou refusez."), "invalid_choice": _("Acceptez ou refusez.")},
    )

    def clean(self) -> dict[str, Any]:
        """Who refuses says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("reason"):
            self.add_error("reason", _("Dites pourquoi vous refusez."))
        return cleaned
