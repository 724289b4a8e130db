"""The forms of groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.models import ClassKind


class NewGroupsForm(forms.Form):
    """Groups to make: how many, of which kind, for how many each."""

    kind = forms.ChoiceField(label=_("Type de groupe"), choices=ClassKind.choices, initial=ClassKind.TD)
    count = forms.IntegerField(label=_("Nombre de groupes"), min_value=1, max_value=60, initial=1)
    capacity = forms.IntegerField(label=_("Places par groupe"), min_value=1, max_value=2000, initial=36)


class GroupForm(forms.Form):
    """What a group is called, and how many it holds."""

    name = forms.CharField(label=_("Nom du groupe"), max_length=20)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=2000)


class TeacherForm(forms.Form):
    """Somebody who teaches a group."""

    number = forms.CharField(
        label=_("Matricule"),
        max_length=25,
        help_text=_("Le numéro de l’enseignante ou de l’enseignant, par exemple E000123."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MoveForm(forms.Form):
    """Members to move, and where to."""

    members = forms.MultipleChoiceField(label=_("Étudiants"), widget=forms.CheckboxSelectMultiple)
    target = forms.ChoiceField(label=_("Vers"))

    def __init__(
        self, members: list[tuple[str, str]], targets: list[tuple[str, str]], *given: Any, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.fields["members"].choices = members  # type: ignore[attr-defined]
        self.fields["target"].choices = targets  # type: ignore[attr-defined]
