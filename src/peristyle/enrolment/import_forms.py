"""The forms of files that officers bring."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.curriculum.public import Step
from peristyle.enrolment.models.admissions import FILED, ORIGIN_NAMES
from peristyle.enrolment.rules.application_numbers import Origin
from peristyle.enrolment.rules.feed_files import is_of_apogee
from peristyle.enrolment.rules.feed_rows import SENTENCES, STUDENT
from peristyle.kernel.importing.files import decode, read
from peristyle.kernel.importing.problems import sentence
from peristyle.ui.imports import FileForm, small_enough


class AdmissionsForm(FileForm):
    """A file of admissions, and what its lines may not tell."""

    origin = forms.ChoiceField(
        label=_("Origine, si le fichier ne la dit pas"),
        required=False,
        choices=[("", _("Le fichier la dit")), *((each.value, ORIGIN_NAMES[each]) for each in FILED)],
    )
    step = forms.ChoiceField(
        label=_("Étape, si le fichier ne la dit pas"),
        required=False,
        help_text=_("Les fichiers de Parcoursup ne parlent que d’une formation, sans en donner l’étape."),
    )

    def __init__(self, *given: Any, steps: Iterable[Step], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["file"].label = _("Fichier des admissions")
        self._steps = {str(step.pk): step for step in steps}
        named = [(key, str(step)) for key, step in self._steps.items()]
        self.fields["step"].choices = [("", _("Le fichier la dit")), *named]  # type: ignore[attr-defined]

    def clean_origin(self) -> Origin | None:
        """An origin, if one was told."""
        told = self.cleaned_data["origin"]
        return Origin(told) if told else None

    def clean_step(self) -> Step | None:
        """An étape, if one was told."""
        return self._steps.get(self.cleaned_data["step"])


class ReenrolmentsForm(FileForm):
    """A file of authorisations to enrol again."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["file"].label = _("Fichier des réinscriptions autorisées")


class FeedFilesForm(FileForm):
    """What another system of scolarité says of its enrolments, in one file or two."""

    students = forms.FileField(
        label=_("Fichier des étudiants"),
        required=False,
        help_text=_("Inutile si le fichier des inscriptions dit aussi qui est inscrit, comme les listes d’Apogée."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )
    field_order = ("file", "students", "all_or_nothing")

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["file"].label = _("Fichier des inscriptions")

    def content_of(self, name: str) -> bytes:
        """What a file holds; nothing for one that was not given."""
        file = self.cleaned_data[name]
        if file is None:
            return b""
        file.seek(0)
        content: bytes = file.read()
        return content

    def clean_students(self) -> Any:
        """A file of a size that can be held, with the titles of one of students."""
        file = self.cleaned_data["students"]
        if file is None:
            return None
        for problem in read(decode(small_enough(file).read()), STUDENT).problems:
            if problem.line == 1:
                raise ValidationError(sentence(SENTENCES, problem.code, column=problem.column, value=problem.value))
        return file

    def clean(self) -> dict[str, Any]:
        """A list of Apogée stands alone."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("file") and cleaned.get("students") and is_of_apogee(decode(self.content_of("file"))):
            self.add_error("students", _("Une liste d’Apogée dit elle-même qui est inscrit : retirez ce fichier."))
        return cleaned
