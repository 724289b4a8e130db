"""When a teacher or a room is not to be had: each week at the same hours, or once."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.kernel import clock
from peristyle.kernel.choices import choices_of
from peristyle.timetable.actions.availability.declare import DeclaredTime
from peristyle.timetable.forms.planning.fields import HourField
from peristyle.timetable.forms.rooms.filters import FURTHEST, CalendarDayField
from peristyle.timetable.rules.availability import Weekday, Wish, mondays


class _UnavailableForm(forms.Form):
    """What both ways of saying it ask for; `wishes`: a teacher says how strongly."""

    wish = forms.ChoiceField(
        label=_("Souhait"), choices=choices_of(Wish), widget=forms.RadioSelect, initial=Wish.IMPOSSIBLE
    )
    reason = forms.CharField(
        label=_("Précision"),
        required=False,
        max_length=200,
        help_text=_("Facultative, lue par les plannings : n’écrivez rien de médical ni de privé."),
    )

    def __init__(self, *args: Any, wishes: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not wishes:
            del self.fields["wish"]

    @property
    def when(self) -> DeclaredTime:
        """The time declared."""
        raise NotImplementedError

    def _check_dates(self, first: date, last: date) -> None:
        if last < first:
            self.add_error("last", _("Cette date vient avant la première."))
        elif last < clock.today():
            self.add_error("last", _("Ce moment est déjà passé."))
        elif last - first > FURTHEST:
            self.add_error("last", _("Choisissez une période d’un an au plus."))


class WeeklyForm(_UnavailableForm):
    """Each week on a day, from an hour to another, between two dates or always."""

    weekday = forms.ChoiceField(label=_("Jour de la semaine"), choices=choices_of(Weekday))
    starts = HourField(label=_("De"))
    ends = HourField(label=_("À"))
    first = CalendarDayField(label=_("À partir du"), required=False, help_text=_("Vide : toute l’année."))
    last = CalendarDayField(label=_("Jusqu’au"), required=False, help_text=_("Vide : toute l’année."))
    field_order = ("weekday", "starts", "ends", "first", "last", "wish", "reason")

    def clean(self) -> dict[str, Any]:
        """Hours in their order; two dates or none."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        first, last = cleaned["first"], cleaned["last"]
        if cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("Cette heure vient avant la première."))
        if bool(first) != bool(last):
            self.add_error("last" if first else "first", _("Donnez les deux dates, ou aucune."))
        elif first and last:
            self._check_dates(first, last)
        return cleaned

    @property
    def when(self) -> DeclaredTime:
        """These hours of this weekday, in the weeks of these dates."""
        typed = self.cleaned_data
        weeks = mondays(typed["first"], typed["last"]) if typed["first"] else None
        return DeclaredTime(
            weekday=int(typed["weekday"]),
            starts=typed["starts"],
            ends=typed["ends"],
            weeks=None if weeks is None else tuple(monday.isoformat() for monday in weeks),
        )


class OnceForm(_UnavailableForm):
    """From a day and an hour to another."""

    first = CalendarDayField(label=_("Du"))
    starts = HourField(label=_("À partir de"))
    last = CalendarDayField(label=_("Au"), required=False, help_text=_("Vide : le même jour."))
    ends = HourField(label=_("Jusqu’à"))
    field_order = ("first", "starts", "last", "ends", "wish", "reason")

    def clean(self) -> dict[str, Any]:
        """In their order, and not over."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["last"]:
            self._check_dates(cleaned["first"], cleaned["last"])
        if not self.errors and cleaned["last"] in (None, cleaned["first"]) and cleaned["ends"] <= cleaned["starts"]:
            self.add_error("ends", _("Cette heure vient avant la première."))
        elif not self.errors and cast("datetime", self.when.ends_at) <= clock.now():
            self.add_error("first", _("Ce moment est déjà passé."))
        return cleaned

    @property
    def when(self) -> DeclaredTime:
        """From an instant to another."""
        typed = self.cleaned_data
        return DeclaredTime(
            starts_at=timezone.make_aware(datetime.combine(typed["first"], typed["starts"])),
            ends_at=timezone.make_aware(datetime.combine(typed["last"] or typed["first"], typed["ends"])),
        )


#: Each way by the value its button posts.
WAYS: dict[str, type[_UnavailableForm]] = {"semaine": WeeklyForm, "date": OnceForm}


def unavailable_forms(typed: Any, *, wishes: bool) -> dict[str, WeeklyForm | OnceForm]:
    """Both forms; the one whose button was pressed holds what was typed."""
    pressed = typed.get("repeats") if typed is not None else None
    return {
        way: cast("Any", form)(typed if way == pressed else None, prefix=way, wishes=wishes)
        for way, form in WAYS.items()
    }
