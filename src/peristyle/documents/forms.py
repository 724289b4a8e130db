"""The forms of documents: what is typed, nothing decided."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from peristyle.documents.rules.codes import CODE_LENGTH
from peristyle.kernel.tokens import as_written

LARGEST_FILE = 5 * 1024 * 1024


class VerificationForm(forms.Form):
    """The code printed on a document."""

    code = forms.CharField(
        label=_("Code de vérification"),
        max_length=60,
        help_text=_("Seize signes imprimés au bas du document, par exemple 7D2K-9FMX-04WQ-3HJ5."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Sixteen signs, however they were copied."""
        typed: str = self.cleaned_data["code"]
        if len(as_written(typed)) != CODE_LENGTH or not as_written(typed).isascii():
            raise ValidationError(_("Ce code n’est pas complet : il a seize signes, les tirets ne comptent pas."))
        return typed


class ComparedFileForm(forms.Form):
    """The file one was given."""

    file = forms.FileField(
        label=_("Fichier PDF reçu"),
        help_text=_("Choisissez-le ou déposez-le ici. Il est comparé, jamais conservé."),
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        allow_empty_file=True,
    )

    def clean_file(self) -> Any:
        """A document of ours is small."""
        given = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST_FILE:
            raise ValidationError(_("Ce fichier est plus lourd qu’un document de l’université : ce n’est pas lui."))
        return given


class CancellationForm(forms.Form):
    """Why a document no longer counts."""

    reason = forms.CharField(
        label=_("Motif"),
        max_length=200,
        help_text=_("Pour le journal et vos collègues : la page de vérification ne le dit pas."),
    )
