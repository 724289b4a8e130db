"""What rooms are looked for by, and for which period their use is counted."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import clock
from peristyle.timetable.forms.planning.fields import HourField
from peristyle.timetable.models import EQUIPMENT, ROOM_KINDS, Building
from peristyle.timetable.queries.rooms import buildings_in_use
from peristyle.timetable.rules.days import Span
from peristyle.timetable.rules.sessions import Slot

#: Nobody looks for a room further ahead.
FURTHEST = timedelta(days=366)
DURATIONS = (
    (30, _("30 minutes")),
    (60, _("1 heure")),
    (90, _("1 h 30")),
    (120, _("2 heures")),
    (180, _("3 heures")),
    (240, _("4 heures")),
    (480, _("8 heures")),
)


class RoomFilters(forms.Form):
    """Words, a kind, a number of places; all may be left empty."""

    words = forms.CharField(label=_("Nom, bâtiment ou site"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("Tous")), *ROOM_KINDS.items()])
    places = forms.IntegerField(label=_("Places, au moins"), required=False, min_value=0, max_value=5000)


class CalendarDayField(forms.DateField):
    """A day chosen in the browser's calendar."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)


class TimeForm(forms.Form):
    """A time that is not over: a day, an hour, how long."""

    day = CalendarDayField(label=_("Jour"))
    hour = HourField(label=_("À partir de"))
    minutes = forms.TypedChoiceField(label=_("Durée"), coerce=int, choices=DURATIONS)

    def clean(self) -> dict[str, Any]:
        """Now or later, within a year."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if self.slot.ends_at <= clock.now():
            self.add_error("day", _("Ce moment est déjà passé."))
        elif cleaned["day"] > clock.today() + FURTHEST:
            self.add_error("day", _("Choisissez un jour dans l’année qui vient."))
        return cleaned

    @property
    def slot(self) -> Slot:
        """From when to when."""
        starts_at = timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"]))
        return Slot(starts_at, starts_at + timedelta(minutes=self.cleaned_data["minutes"]))


class FreeRoomFilters(TimeForm):
    """When, for how many, with what, where; all but the time may be left empty."""

    places = forms.IntegerField(label=_("Places, au moins"), required=False, min_value=0, max_value=5000)
    building = forms.ChoiceField(label=_("Bâtiment"), required=False)
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[("", _("Tous")), *ROOM_KINDS.items()])
    equipment = forms.MultipleChoiceField(
        label=_("Équipement"), required=False, choices=list(EQUIPMENT.items()), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["building"].choices = _buildings()  # type: ignore[attr-defined]


class OccupancyFilters(forms.Form):
    """A period, and a building to see room by room."""

    first = CalendarDayField(label=_("Du"))
    last = CalendarDayField(label=_("Au"))
    building = forms.ChoiceField(label=_("Salle par salle, dans"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["building"].choices = _buildings()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """In their order, a year at most."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("Cette date vient avant la première."))
        elif not self.errors and cleaned["last"] - cleaned["first"] > FURTHEST:
            self.add_error("last", _("Choisissez une période d’un an au plus."))
        return cleaned

    @property
    def span(self) -> Span:
        """The days asked for."""
        return Span(self.cleaned_data["first"], self.cleaned_data["last"])


class SheetFilters(forms.Form):
    """A building whose doors want their sheets; all when it is left empty."""

    building = forms.ModelChoiceField(
        label=_("Bâtiment"), queryset=Building.objects.none(), required=False, empty_label=_("Tous")
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["building"].queryset = buildings_in_use()  # type: ignore[attr-defined]


def _buildings() -> list[tuple[str, Any]]:
    return [("", _("Tous")), *((building.pk, str(building)) for building in buildings_in_use())]
