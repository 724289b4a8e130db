"""The form that takes a file of staff or guests."""

from django import forms
from django.utils.translation import gettext_lazy as _

from peristyle.accounts.models import PeopleFileKind
from peristyle.ui.imports import FileForm


class PeopleFileForm(FileForm):
    """A file of persons: which, and whom it tells of."""

    kind = forms.ChoiceField(label=_("Le fichier contient"), choices=PeopleFileKind, widget=forms.RadioSelect)
