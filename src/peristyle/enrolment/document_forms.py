"""The forms of supporting documents: those of the student, and the officer's."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.queries import refusal_reasons
from peristyle.enrolment.rules.uploads import LARGEST

ACCEPTED = ".pdf,.jpg,.jpeg,.png,.heic,.heif,application/pdf,image/jpeg,image/png,image/heic,image/heif"
PICTURES = ".jpg,.jpeg,.png,.heic,.heif,image/jpeg,image/png,image/heic,image/heif"
OTHER = "other"


class FilesInput(forms.FileInput):
    """An input for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each a file of its own."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The list of files; at least one."""
        given = data if isinstance(data, list | tuple) else [data]
        return [forms.FileField.clean(self, each, initial) for each in given or [None]]


class GiveFilesForm(forms.Form):
    """The files of a document."""

    given = FilesField(
        label=_("Fichiers"),
        allow_empty_file=True,
        widget=FilesInput,
        error_messages={"required": _("Choisissez un fichier, ou prenez une photo.")},
    )

    def __init__(self, *given: Any, picture_only: bool = False, several: bool = True, **options: Any) -> None:
        super().__init__(*given, **options)
        field = self.fields["given"]
        field.label = _("Fichiers") if several else _("Fichier")
        field.help_text = (
            _("Une image JPEG, PNG ou HEIC, 10 Mo au plus.")
            if picture_only
            else _("PDF, ou photos JPEG, PNG ou HEIC, 10 Mo au plus chacun.")
        )
        field.widget.attrs["accept"] = PICTURES if picture_only else ACCEPTED
        if several:
            field.widget.attrs["multiple"] = True


class UploadForm(forms.Form):
    """What a browser says of a file that it sends piece by piece."""

    name = forms.CharField(max_length=255)
    size = forms.IntegerField(min_value=0, max_value=LARGEST * 1000)
    fingerprint = forms.CharField(max_length=100)


class DecisionForm(forms.Form):
    """Accept a document, or refuse it and say why."""

    decision = forms.ChoiceField(choices=[("accept", ""), ("refuse", "")], widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Raison du refus"), required=False)
    said = forms.CharField(
        label=_("Précision pour l’étudiant"),
        required=False,
        max_length=1000,
        help_text=_("Elle figurera dans le mail, telle quelle."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        language = get_language() or "fr"
        reasons = [(reason.code, reason.sentence(language)) for reason in refusal_reasons()]
        self.fields["reason"].choices = [("", _("Choisir une raison")), *reasons]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason, and words when the reason says nothing by itself."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == "refuse" and "reason" in cleaned:
            if not cleaned["reason"]:
                self.add_error("reason", _("Choisissez une raison : l’étudiant doit savoir quoi changer."))
            elif cleaned["reason"] == OTHER and not cleaned.get("said"):
                self.add_error("said", ValidationError(_("Dites la raison en quelques mots.")))
        return cleaned
