"""The form of a timetable that comes from elsewhere."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import AcademicYear
from peristyle.people.public import Component
from peristyle.ui.imports import FileForm


class TimetableForm(FileForm):
    """A file, for which year, and to which composante goes what belongs to no unit."""

    year = forms.ChoiceField(label=_("Année universitaire"), choices=[])
    component = forms.ChoiceField(
        label=_("Composante des événements sans élément"),
        required=False,
        choices=[],
        help_text=_("Sans elle, ce qui n’est d’aucun élément connu est refusé."),
    )
    field_order = ("year", "component", "file", "all_or_nothing")

    def __init__(
        self, *given: Any, years: Iterable[AcademicYear], components: Iterable[Component], **options: Any
    ) -> None:
        super().__init__(*given, **options)
        self._years = {str(year.pk): year for year in years}
        self._components = {str(component.pk): component for component in components}
        self.fields["year"].choices = [(key, str(year)) for key, year in self._years.items()]  # type: ignore[attr-defined]
        named = [(key, str(component)) for key, component in self._components.items()]
        self.fields["component"].choices = [("", _("Aucune")), *named]  # type: ignore[attr-defined]
        self.fields["file"].label = _("Fichier de l’emploi du temps")
        self.fields["file"].help_text = _("CSV, classeur XLSX ou calendrier ICS ; 20 Mo au plus.")
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,.ics,text/csv,text/calendar"

    def clean_year(self) -> AcademicYear:
        """One of the years offered."""
        return self._years[self.cleaned_data["year"]]

    def clean_component(self) -> Component | None:
        """One of the planner's, if any."""
        return self._components.get(self.cleaned_data["component"])


class ToolForm(TimetableForm):
    """The same of the other tool of the house: there is no file."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        del self.fields["file"]
