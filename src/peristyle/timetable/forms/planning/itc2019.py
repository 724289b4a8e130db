"""Which semester of which composante is exported."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import CalendarPeriod
from peristyle.people.public import Component


class ExportForm(forms.Form):
    """A composante of the planner, a period of classes."""

    component = forms.ChoiceField(label=_("Composante"), choices=[])
    period = forms.ChoiceField(label=_("Semestre"), choices=[])

    def __init__(
        self, components: Iterable[Component], periods: Iterable[CalendarPeriod], *given: Any, **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self.components = {component.pk: component for component in components}
        self.periods = {str(period.pk): period for period in periods}
        self.fields["component"].choices = [  # type: ignore[attr-defined]
            (key, component.name) for key, component in self.components.items()
        ]
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (key, f"{period.year} · {period.name_fr}") for key, period in self.periods.items()
        ]
