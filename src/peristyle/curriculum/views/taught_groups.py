"""« Mes groupes » for those who teach: who is in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from peristyle.curriculum.queries import groups_taught_by, members_of
from peristyle.curriculum.rules.capabilities import READ_OWN_GROUPS
from peristyle.curriculum.views.sheets import sheet_response
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads


@requires(READ_OWN_GROUPS)
@reads
def my_groups(request: HttpRequest) -> HttpResponse:
    """The groups that whoever is signed in teaches."""
    return render(request, "curriculum/taught/groups.html", {"groups": groups_taught_by(person_of(request))})


@requires(READ_OWN_GROUPS)
@reads
def my_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """Who is in a group that one teaches."""
    shown = get_object_or_404(groups_taught_by(person_of(request)), pk=group_id)
    return render(request, "curriculum/taught/group.html", {"group": shown, "members": members_of(shown)})


@requires(READ_OWN_GROUPS)
@reads
def my_sheet(request: HttpRequest, group_id: int, content: str, extension: str) -> HttpResponse:
    """The list of a group that one teaches, or its sign-in sheet, as a file."""
    return sheet_response(get_object_or_404(groups_taught_by(person_of(request)), pk=group_id), content, extension)
