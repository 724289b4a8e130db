"""What the grid's script sends: where a session was dropped, who is there."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.forms.planning.fields import HourField, MinutesField, ReasonField, RoomsField
from peristyle.timetable.rules.sessions import Slot
from peristyle.timetable.rules.weeks import slot_on
from peristyle.ui.fields import DayField


class DropForm(forms.Form):
    """Where a session was dropped; another room, a reason once the planner was told what speaks against it."""

    day = forms.DateField(label=_("Jour"), input_formats=["%Y-%m-%d"], widget=forms.HiddenInput)
    starts = HourField(widget=forms.HiddenInput)
    minutes = MinutesField(widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    rooms = RoomsField(widget=forms.HiddenInput)
    reason = ReasonField()

    def slot(self) -> Slot:
        """When it was dropped."""
        answers = self.cleaned_data
        return slot_on(answers["day"], answers["starts"], answers["minutes"])


class PresenceForm(forms.Form):
    """What a grid shows: as of which change, in which state; which session is held."""

    stamp = forms.CharField(required=False, max_length=60)
    change = forms.IntegerField(required=False, min_value=0)
    holds = forms.IntegerField(required=False, min_value=1)


class SuggestionForm(forms.Form):
    """A suggestion that was chosen: when, in which rooms."""

    starts_at = forms.DateTimeField()
    minutes = MinutesField()
    rooms = RoomsField()
    version = forms.IntegerField(required=False)

    def slot(self) -> Slot:
        """Its time."""
        starts_at = self.cleaned_data["starts_at"]
        return Slot(starts_at, starts_at + timedelta(minutes=self.cleaned_data["minutes"]))


class WindowForm(forms.Form):
    """From which day on, and in how many weeks, better times are looked for."""

    du = DayField(label=_("À partir du"), required=False, autocomplete="off", help_text="")
    semaines = forms.TypedChoiceField(
        label=_("Pendant"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[(1, _("une semaine")), (2, _("deux semaines")), (4, _("quatre semaines"))],
    )

    weeks = 2

    def __init__(self, given: Any, *, around: date) -> None:
        asked = bool(given.get("du") or given.get("semaines"))
        super().__init__(given if asked else None, initial={"du": around, "semaines": self.weeks})
