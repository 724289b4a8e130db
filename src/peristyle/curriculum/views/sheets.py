"""The list of a group as a file: to read, or to sign."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.curriculum.adapters.sheets import Sheet, as_pdf, as_xlsx
from peristyle.curriculum.models import TeachingGroup
from peristyle.curriculum.queries import members_of
from peristyle.kernel import clock
from peristyle.ui.environment import long_date

FORMATS: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
}
LIST, SIGN_IN = "liste", "emargement"


def sheet_response(group: TeachingGroup, content: str, extension: str) -> HttpResponse:
    """The file of a group: `liste.pdf`, `emargement.xlsx`… Raises Http404 for any other name."""
    if content not in {LIST, SIGN_IN} or extension not in FORMATS:
        raise Http404
    kind, write = FORMATS[extension]
    name = slugify(f"{content} {group.unit.code} {group.kind} {group.name} {group.year_id}")
    response = HttpResponse(write(_sheet(group, clock.today(), signed=content == SIGN_IN)), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def _sheet(group: TeachingGroup, day: date, *, signed: bool) -> Sheet:
    language = (get_language() or "fr")[:2]
    members = [membership.enrolment.person for membership in members_of(group)]
    return Sheet(
        title=_("Feuille d’émargement") if signed else _("Liste du groupe"),
        lines=(
            f"{group.unit.code} {group.unit.name(language)}",
            f"{group} · {group.year_id}-{group.year_id + 1}",
            _("Date : ____ / ____ / ________   Heure : ____ : ____   Signature de l’enseignant :")
            if signed
            else _("%(count)s personnes, au %(day)s") % {"count": len(members), "day": long_date(day)},
        ),
        headers=(_("Nom"), _("Prénom"), _("Numéro étudiant")),
        rows=tuple((each.shown_name, each.shown_given_name, each.student_number or "") for each in members),
        signature=_("Signature") if signed else "",
        language=language,
    )
