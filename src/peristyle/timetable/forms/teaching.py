"""What teachers ask about their sessions, and what planners answer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import clock
from peristyle.ui.fields import DayField

OTHER = "autre"
_LONGEST = 300


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Raison"),
        max_length=_LONGEST,
        initial=_("Enseignant empêché"),
        help_text=_("Les étudiants la liront : n’écrivez rien de médical ni de privé."),
        error_messages={"required": _("Dites pourquoi, en quelques mots.")},
    )


class CancellationForm(forms.Form):
    """Why a session should not take place."""

    reason = _reason()


class MoveForm(forms.Form):
    """When a session should take place instead: one of the times suggested, or another one."""

    slot = forms.ChoiceField(
        label=_("Nouvel horaire"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez un horaire."),
            "invalid_choice": _("Cet horaire vient d’être pris : choisissez-en un autre."),
        },
    )
    day = DayField(label=_("Autre jour"), required=False, autocomplete="off")
    hour = forms.TimeField(
        label=_("Autre heure de début"),
        required=False,
        input_formats=["%H:%M", "%Hh%M", "%H h %M", "%Hh", "%H"],
        help_text=_("Par exemple 8:30."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Écrivez l’heure comme ceci : 8:30.")},
    )
    reason = _reason()

    def __init__(self, *args: Any, suggested: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [*suggested, (OTHER, _("À un autre moment, que j’indique ci-dessous"))]
        self.fields["slot"].choices = choices  # type: ignore[attr-defined]
        self.fields["slot"].initial = choices[0][0]

    def clean(self) -> dict[str, Any]:
        """Another time is a day and an hour to come."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("slot") != OTHER or self.errors:
            return cleaned
        for name, message in (("day", _("Indiquez le jour.")), ("hour", _("Indiquez l’heure."))):
            if not cleaned.get(name):
                self.add_error(name, message)
        if not self.errors and self._typed(cleaned) <= clock.now():
            self.add_error("day", ValidationError(_("Ce moment est déjà passé.")))
        return cleaned

    @property
    def starts_at(self) -> datetime:
        """The time chosen or typed."""
        chosen = self.cleaned_data["slot"]
        return self._typed(self.cleaned_data) if chosen == OTHER else datetime.fromisoformat(chosen)

    @property
    def chose_other(self) -> bool:
        """Whether it is none of the times suggested."""
        return bool(self.cleaned_data["slot"] == OTHER)

    def _typed(self, cleaned: dict[str, Any]) -> datetime:
        return timezone.make_aware(datetime.combine(cleaned["day"], cleaned["hour"]))


class NoteForm(forms.Form):
    """A note to students; empty: none any more."""

    note = forms.CharField(
        label=_("Votre note"),
        required=False,
        max_length=_LONGEST,
        help_text=_("Par exemple : « Apportez votre blouse. » Laissez vide pour l’effacer."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DecisionForm(forms.Form):
    """A planner's decision: into which rooms, and what to answer; a refusal says why."""

    rooms = forms.ChoiceField(label=_("Salle"), required=False)
    answer = forms.CharField(
        label=_("Votre réponse à l’enseignant"),
        required=False,
        max_length=_LONGEST,
        help_text=_("Obligatoire si vous refusez."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        choices=[("accept", ""), ("refuse", "")],
        widget=forms.HiddenInput,
        error_messages={"required": _("Acceptez ou refusez.")},
    )

    def __init__(self, *args: Any, rooms: Sequence[tuple[str, str]] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        if rooms is None:
            del self.fields["rooms"]
        else:
            self.fields["rooms"].choices = rooms  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Who refuses says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == "refuse" and not cleaned.get("answer"):
            self.add_error("answer", _("Dites à l’enseignant pourquoi vous refusez."))
        return cleaned
