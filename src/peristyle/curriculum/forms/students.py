"""The forms of officers about what students take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.models import Nature, UnitEnrolment


class WaitingForm(forms.Form):
    """Choices to validate together."""

    choices = forms.MultipleChoiceField(
        label=_("Choix en attente"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Cochez au moins un choix."),
            "invalid_choice": _("L’un de ces choix n’attend plus."),
        },
    )

    def __init__(self, waiting: list[UnitEnrolment], *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["choices"].choices = [  # type: ignore[attr-defined]
            (str(each.pk), " · ".join(str(fact) for fact in (each.person, each.step, each.unit) if fact))
            for each in waiting
        ]


class RefusalForm(forms.Form):
    """Why a choice is refused."""

    reason = forms.CharField(
        label=_("Raison"),
        max_length=300,
        help_text=_("L’étudiante ou l’étudiant la recevra par mail."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class GivenUnitForm(forms.Form):
    """A unit of another year of study."""

    code = forms.CharField(
        label=_("Code de l’élément"),
        max_length=8,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    nature = forms.ChoiceField(
        label=_("Raison"),
        choices=[(each.value, each.label) for each in (Nature.DEBT, Nature.CREDIT)],
    )
