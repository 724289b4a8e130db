"""The pages of an import, the same in every room: the file to bring, how far it is, its report."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.importing.models import FileImport

LARGEST_FILE = 20 * 1024 * 1024
IMPORTS_PER_PAGE = 20
LINES_PER_PAGE = 50


class FileForm(forms.Form):
    """A file of people, and what to do when a line is wrong."""

    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("CSV, en UTF-8 ou Latin-1, séparé par des points-virgules ou des virgules ; 20 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
        error_messages={"empty": _("Ce fichier est vide.")},
    )
    all_or_nothing = forms.BooleanField(
        label=_("Ne rien importer si une ligne est refusée"),
        required=False,
        help_text=_("Sinon, les lignes correctes sont importées et les autres figurent dans le compte rendu."),
    )

    def clean_file(self) -> Any:
        """A file that the house can hold in memory."""
        return small_enough(self.cleaned_data["file"])


def small_enough(file: Any) -> Any:
    """The file, if the house can hold it in memory. Raises ValidationError."""
    if file.size > LARGEST_FILE:
        raise ValidationError(_("Ce fichier dépasse 20 Mo : partagez-le en plusieurs."))
    return file


def imports_page(
    request: HttpRequest, template: str, form: FileForm, imports: QuerySet[Any], *, status: int = 200, **more: Any
) -> HttpResponse:
    """The form, and the files that were brought before; `more` is the template's own."""
    page = Paginator(imports, IMPORTS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, template, {"form": form, "imports": page, **more}, status=status)


def report_page(
    request: HttpRequest, template: str, taken: FileImport, sample: Sequence[Mapping[str, str]] = ()
) -> HttpResponse:
    """How far an import is, what it would change with its first lines as they were read, then its report."""
    refused: Any = taken.refused_lines  # type: ignore[attr-defined] # each room's table of refused lines says so
    lines = Paginator(refused.all(), LINES_PER_PAGE).get_page(request.GET.get("page"))
    columns = list(dict.fromkeys(column for line in sample for column, cell in line.items() if cell))
    first = [[line.get(column, "") for column in columns] for line in sample]
    return render(request, template, {"taken": taken, "lines": lines, "sample": first, "columns": columns})


def progress_part(request: HttpRequest, taken: FileImport) -> HttpResponse:
    """What htmx asks every second while an import runs; at its end the whole page is shown again."""
    if taken.finished_at or taken.awaits_word:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "ui/imports/progress.html", {"taken": taken})
