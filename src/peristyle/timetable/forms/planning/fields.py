"""Answers that planners give again and again: rooms, teachers, days, hours."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.people.public import Person, find_by_words
from peristyle.timetable.models import Room

SHORTEST, LONGEST = 15, 720
#: More people of that name are not listed.
_NAMED = 5


class RoomsField(forms.CharField):
    """Rooms by code or name, separated by commas; none may be right too."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Salles"))
        options.setdefault("help_text", _("Code ou nom ; plusieurs séparées par des virgules."))
        super().__init__(required=False, max_length=200, **options)

    def prepare_value(self, value: Any) -> Any:
        """Rooms that were kept, as people type them."""
        return value if value is None or isinstance(value, str) else ", ".join(room.pk for room in value)

    def clean(self, value: Any) -> list[Room]:
        """The rooms; an unknown one is named."""
        typed = [part.strip() for part in re.split(r"[,;]", super().clean(value)) if part.strip()]
        return [self._room(name) for name in dict.fromkeys(typed)]

    def _room(self, typed: str) -> Room:
        named = list(Room.objects.filter(Q(code__iexact=typed) | Q(name__iexact=typed), withdrawn_at=None)[:2])
        exact = [room for room in named if room.code.casefold() == typed.casefold()] or named
        if len(exact) == 1:
            return exact[0]
        if exact:
            raise ValidationError(
                _("Plusieurs salles s’appellent « %(typed)s » : écrivez son code."), params={"typed": typed}
            )
        raise ValidationError(_("Aucune salle ne s’appelle « %(typed)s »."), params={"typed": typed})


class TeachersField(forms.CharField):
    """More teachers, by name or number, separated by commas."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Nom et prénom, ou matricule ; plusieurs séparés par des virgules."))
        super().__init__(required=False, max_length=300, **options)

    def clean(self, value: Any) -> list[Person]:
        """The persons; an unknown one is named, and those who may be meant."""
        typed = [part.strip() for part in re.split(r"[,;]", super().clean(value)) if part.strip()]
        return [self._person(name) for name in dict.fromkeys(typed)]

    def _person(self, typed: str) -> Person:
        numbered = Person.objects.filter(staff_number__iexact=typed, erased_at=None, merged_into=None).first()
        if numbered:
            return numbered
        found = list(
            find_by_words(typed).filter(staff_number__isnull=False, erased_at=None, merged_into=None)[: _NAMED + 1]
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(
                _("Plusieurs personnes répondent à « %(typed)s » : %(names)s. Écrivez le matricule."),
                params={"typed": typed, "names": _names(found[:_NAMED])},
            )
        raise ValidationError(_("Personne ne répond à « %(typed)s »."), params={"typed": typed})


class MinutesField(forms.IntegerField):
    """How long something lasts."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Durée, en minutes"))
        super().__init__(min_value=SHORTEST, max_value=LONGEST, **options)


class HourField(forms.TimeField):
    """An hour of the clock."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Heure de début"))
        options.setdefault("widget", forms.TimeInput(attrs={"type": "time", "data-width": "short"}, format="%H:%M"))
        super().__init__(**options)


class ReasonField(forms.CharField):
    """Why one goes beyond what speaks against a place."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Raison"))
        options.setdefault(
            "help_text",
            _("Nécessaire pour passer outre une réserve ; votre nom et cette raison restent dans l’historique."),
        )
        super().__init__(required=False, max_length=300, **options)


def boxes(label: Any, **options: Any) -> forms.MultipleChoiceField:
    """Several of a short list."""
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, choices=[], **options
    )


def offer(form: forms.Form, name: str, things: Iterable[tuple[int, str]]) -> None:
    """Give a form's boxes what may be ticked; a field with nothing to tick goes."""
    choices = [(str(key), label) for key, label in things]
    if choices:
        form.fields[name].choices = choices  # type: ignore[attr-defined]
    else:
        del form.fields[name]


def ticked(form: forms.Form, name: str) -> frozenset[int]:
    """The keys that were ticked."""
    return frozenset(int(key) for key in form.cleaned_data.get(name, ()))


def _names(people: Iterable[Person]) -> str:
    return ", ".join(f"{person.display_name} ({person.staff_number})" for person in people)
