"""What one looks for in the journal."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.audit.words import rooms_with_words
from peristyle.ui.fields import DayField


def _actions() -> list[tuple[Any, Any]]:
    rooms = [
        (room.room, sorted(room.actions.items(), key=lambda named: str(named[1]).casefold()))
        for room in rooms_with_words()
    ]
    return [("", _("Toutes")), *sorted(rooms, key=lambda room: str(room[0]).casefold())]


class JournalFilters(forms.Form):
    """A period, an action, who, to whom, from where; what is left empty does not count."""

    since = DayField(autocomplete="off", label=_("Du"), required=False, help_text=_("Par exemple 01/09/2026."))
    until = DayField(autocomplete="off", label=_("Au"), required=False, help_text=_("Ce jour compris."))
    action = forms.ChoiceField(label=_("Action"), choices=_actions, required=False)
    actor = forms.CharField(
        label=_("Par"), max_length=100, required=False, help_text=_("Nom, identifiant, numéro ou mail.")
    )
    subject = forms.CharField(
        label=_("Au sujet de"), max_length=200, required=False, help_text=_("Nom, identifiant, numéro, mail ou objet.")
    )
    origin = forms.CharField(
        label=_("D’où"), max_length=64, required=False, help_text=_("Adresse réseau, ou son début.")
    )

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        answers = super().clean() or {}
        since, until = answers.get("since"), answers.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", _("La fin doit venir après le début."))
        return answers
