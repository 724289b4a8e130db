"""Changes to several sessions at once: series, copied weeks, chosen sessions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum, choices_of
from peristyle.timetable.forms.planning.fields import HourField, MinutesField, ReasonField, RoomsField
from peristyle.timetable.forms.planning.sessions import HeldForm
from peristyle.timetable.models import Activity
from peristyle.timetable.rules.weeks import Rhythm
from peristyle.ui.environment import long_date
from peristyle.ui.fields import DayField

_WEEKDAYS = [
    (1, _("Lundi")),
    (2, _("Mardi")),
    (3, _("Mercredi")),
    (4, _("Jeudi")),
    (5, _("Vendredi")),
    (6, _("Samedi")),
    (7, _("Dimanche")),
]
_FARTHEST = 200


class SeriesForm(HeldForm):
    """A day and an hour of the week, in the weeks of classes that follow a rhythm or were chosen."""

    weekday = forms.TypedChoiceField(label=_("Jour"), choices=_WEEKDAYS, coerce=int)
    starts = HourField()
    minutes = MinutesField()
    first = DayField(label=_("Du"), autocomplete="off", help_text="")
    last = DayField(label=_("Au"), autocomplete="off", help_text="")
    rhythm = forms.ChoiceField(label=_("Semaines"), choices=choices_of(Rhythm), initial=Rhythm.EVERY)
    chosen = forms.MultipleChoiceField(
        label=_("Semaines choisies"), required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    keep_what_can = forms.BooleanField(label=_("Placer les semaines possibles et laisser les autres"), required=False)

    field_order = (
        *("weekday", "starts", "minutes", "first", "last", "rhythm", "chosen"),
        *("rooms", "teachers", "other_teachers", "groups", "reason", "keep_what_can"),
    )

    def __init__(self, activity: Activity, weeks: Iterable[date], *given: Any, **options: Any) -> None:
        super().__init__(activity, *given, **options)
        self.fields["chosen"].choices = [  # type: ignore[attr-defined]
            (monday.isoformat(), _("Semaine %(number)s, du %(day)s") % _of_week(monday)) for monday in weeks
        ]

    def clean(self) -> dict[str, Any]:
        """Days in order; chosen weeks when they are to be chosen."""
        answers = super().clean() or {}
        first, last = answers.get("first"), answers.get("last")
        if first and last and last < first:
            self.add_error("last", _("Cette date est avant la première."))
        if answers.get("rhythm") == Rhythm.CHOSEN and not answers.get("chosen"):
            self.add_error("chosen", _("Choisissez au moins une semaine."))
        return answers


class CopyForm(forms.Form):
    """The week whose sessions are copied, and the one they are copied to."""

    from_week = DayField(label=_("De la semaine du"), autocomplete="off", help_text="")
    to_week = DayField(label=_("Vers la semaine du"), autocomplete="off", help_text="")
    reason = ReasonField()
    keep_what_can = forms.BooleanField(label=_("Copier ce qui peut l’être et laisser le reste"), required=False)

    def clean(self) -> dict[str, Any]:
        """Two weeks."""
        answers = super().clean() or {}
        from_day, to_day = answers.get("from_week"), answers.get("to_week")
        if from_day and to_day and from_day.isocalendar()[:2] == to_day.isocalendar()[:2]:
            self.add_error("to_week", _("C’est la même semaine."))
        return answers


class Change(LabelledEnum):
    """What may be done to several sessions at once."""

    MOVE = "move", _("Déplacer d’un nombre de jours")
    ROOMS = "rooms", _("Changer de salle")
    CANCEL = "cancel", _("Annuler")
    PUBLISH = "publish", _("Publier")


class SeveralForm(forms.Form):
    """Chosen sessions, and what to do to them."""

    sessions = forms.MultipleChoiceField(label=_("Séances"), widget=forms.CheckboxSelectMultiple, choices=[])
    change = forms.ChoiceField(label=_("À faire"), choices=choices_of(Change))
    days = forms.IntegerField(
        label=_("Jours"),
        required=False,
        min_value=-_FARTHEST,
        max_value=_FARTHEST,
        help_text=_("Pour déplacer : 7 pour une semaine plus tard, -7 pour une semaine plus tôt."),
    )
    rooms = RoomsField()
    reason = ReasonField(help_text=_("Nécessaire pour annuler, ou pour passer outre une réserve."))

    def __init__(self, sessions: Iterable[tuple[int, str]], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["sessions"].choices = [(str(pk), words) for pk, words in sessions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Each change wants its own answer."""
        answers = super().clean() or {}
        change = answers.get("change")
        if change == Change.MOVE and not answers.get("days") and "days" not in self.errors:
            self.add_error("days", _("De combien de jours ?"))
        if change == Change.ROOMS and not answers.get("rooms") and "rooms" not in self.errors:
            self.add_error("rooms", _("Dans quelle salle ?"))
        if change == Change.CANCEL and not answers.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Pourquoi ? Les étudiants concernés le liront."))
        return answers


def _of_week(monday: date) -> dict[str, Any]:
    return {"number": monday.isocalendar().week, "day": long_date(monday)}
