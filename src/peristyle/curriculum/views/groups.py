"""Pages of officers and planners: the groups of a unit, who is in them, who teaches them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.curriculum.actions.groups.assign_groups import assign_groups
from peristyle.curriculum.actions.groups.change_group import (
    NameTaken,
    NotEmpty,
    TooManyMembers,
    change_group,
    remove_group,
)
from peristyle.curriculum.actions.groups.create_groups import create_groups
from peristyle.curriculum.actions.groups.move_member import GroupFull, leave_group, move_member
from peristyle.curriculum.actions.groups.teach_group import stop_teaching, teach_group
from peristyle.curriculum.forms.groups import GroupForm, MoveForm, NewGroupsForm, TeacherForm
from peristyle.curriculum.models import AcademicYear, ClassKind, GroupTeacher, TeachingGroup
from peristyle.curriculum.queries import (
    count_without_group,
    grouped_units,
    groups_of_unit,
    managed_groups,
    members_of,
)
from peristyle.curriculum.rules.capabilities import MANAGE_GROUPS, READ_OWN_GROUPS
from peristyle.curriculum.views.sheets import sheet_response
from peristyle.kernel.access import person_of, requires
from peristyle.kernel.permissions import can
from peristyle.kernel.transactions import reads, writes
from peristyle.people.public import Person

OUT = "0"


@requires(MANAGE_GROUPS)
@writes
def groups(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The groups of a unit in a year; make more."""
    officer = person_of(request)
    unit = get_object_or_404(grouped_units(officer), code=code)
    get_object_or_404(AcademicYear, number=year)
    form = NewGroupsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = create_groups(unit, year, by=officer, **form.cleaned_data)
        messages.success(
            request, ngettext("%(n)s groupe est créé.", "%(n)s groupes sont créés.", len(made)) % {"n": len(made)}
        )
        return redirect("curriculum:groups", year, code)
    present = list(groups_of_unit(unit.pk, year))
    without = count_without_group(unit.pk, year)
    kinds = [
        (kind, [each for each in present if each.kind == kind], without[kind.value])
        for kind in ClassKind
        if any(each.kind == kind for each in present)
    ]
    page = {"unit": unit, "year": year, "kinds": kinds, "form": form}
    return render(request, "curriculum/groups/unit.html", page, status=422 if form.errors else 200)


@requires(MANAGE_GROUPS)
@writes
def assign(request: HttpRequest, year: int, code: str, kind: str) -> HttpResponse:
    """Spread those who have no group over the groups of a kind."""
    officer = person_of(request)
    unit = get_object_or_404(grouped_units(officer), code=code)
    if request.method != "POST" or kind not in ClassKind.values:
        raise Http404
    done = assign_groups(unit, year, kind, by=officer)
    placed = ngettext("%(n)s personne a un groupe.", "%(n)s personnes ont un groupe.", len(done.groups))
    messages.success(request, placed % {"n": len(done.groups)})
    if done.without:
        left = ngettext(
            "Il n’y a plus de place pour %(n)s personne.",
            "Il n’y a plus de place pour %(n)s personnes.",
            len(done.without),
        )
        messages.warning(request, left % {"n": len(done.without)})
    return redirect("curriculum:groups", year, code)


@requires(MANAGE_GROUPS)
@writes
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    """A group: its list, from which members move; its name and room; who teaches it."""
    officer = person_of(request)
    shown = get_object_or_404(managed_groups(officer), pk=group_id)
    form = GroupForm(
        request.POST if request.method == "POST" else None, initial={"name": shown.name, "capacity": shown.capacity}
    )
    if form.is_valid():
        try:
            change_group(shown, by=officer, **form.cleaned_data)
        except NameTaken:
            form.add_error("name", _("Un autre groupe de ce type porte déjà ce nom."))
        except TooManyMembers:
            form.add_error("capacity", _("Plus de personnes sont déjà dans ce groupe."))
        else:
            return redirect("curriculum:group", group_id)
    return _group_page(request, shown, form=form)


@requires(MANAGE_GROUPS)
@writes
def move(request: HttpRequest, group_id: int) -> HttpResponse:
    """Move members of a group to another, or out of it."""
    officer = person_of(request)
    shown = get_object_or_404(managed_groups(officer), pk=group_id)
    members, targets = list(members_of(shown)), _siblings(shown)
    form = _move_form(members, targets, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _group_page(request, shown, moving=form)
    chosen = [each for each in members if str(each.pk) in form.cleaned_data["members"]]
    target = next((each for each in targets if str(each.pk) == form.cleaned_data["target"]), None)
    try:
        for membership in chosen:
            if target is None:
                leave_group(membership, by=officer)
            else:
                move_member(membership.enrolment, target, by=officer)
    except GroupFull:
        messages.warning(
            request, _("Le groupe %(group)s est plein : tout le monde n’a pas pu y aller.") % {"group": target}
        )
    else:
        messages.success(request, _("C’est fait."))
    return redirect("curriculum:group", group_id)


@requires(MANAGE_GROUPS)
@writes
def remove(request: HttpRequest, group_id: int) -> HttpResponse:
    """Remove a group in which nobody is."""
    officer = person_of(request)
    gone = get_object_or_404(managed_groups(officer), pk=group_id)
    if request.method != "POST":
        raise Http404
    try:
        remove_group(gone, by=officer)
    except NotEmpty:
        messages.error(request, _("Ce groupe n’est pas vide : déplacez d’abord ses membres."))
        return redirect("curriculum:group", group_id)
    return redirect("curriculum:groups", gone.year_id, gone.unit.code)


@requires(MANAGE_GROUPS)
@writes
def teachers(request: HttpRequest, group_id: int) -> HttpResponse:
    """Say who teaches a group."""
    officer = person_of(request)
    shown = get_object_or_404(managed_groups(officer), pk=group_id)
    form = TeacherForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        number = form.cleaned_data["number"].strip()
        teacher = Person.objects.filter(staff_number__iexact=number, erased_at=None, merged_into=None).first()
        if teacher is None:
            form.add_error("number", _("Personne n’a ce matricule."))
        elif not can(teacher, READ_OWN_GROUPS):
            form.add_error("number", _("Cette personne n’enseigne pas ici en ce moment."))
        else:
            teach_group(shown, teacher, by=officer)
            return redirect("curriculum:group", group_id)
    return _group_page(request, shown, teaching=form)


@requires(MANAGE_GROUPS)
@writes
def no_longer_teacher(request: HttpRequest, group_id: int, teacher_id: int) -> HttpResponse:
    """Somebody no longer teaches a group."""
    officer = person_of(request)
    shown = get_object_or_404(managed_groups(officer), pk=group_id)
    taught = get_object_or_404(GroupTeacher.objects.select_related("person"), group=shown, pk=teacher_id)
    if request.method != "POST":
        raise Http404
    stop_teaching(taught, by=officer)
    return redirect("curriculum:group", group_id)


@requires(MANAGE_GROUPS)
@reads
def sheet(request: HttpRequest, group_id: int, content: str, extension: str) -> HttpResponse:
    """The list of a group, or its sign-in sheet, as a file."""
    return sheet_response(get_object_or_404(managed_groups(person_of(request)), pk=group_id), content, extension)


def _siblings(shown: TeachingGroup) -> list[TeachingGroup]:
    """The other groups of its unit and kind, with their sizes."""
    return [
        each for each in groups_of_unit(shown.unit_id, shown.year_id) if each.kind == shown.kind and each.pk != shown.pk
    ]


def _move_form(members: list[Any], targets: list[Any], answers: Any) -> MoveForm:
    return MoveForm(
        [(str(each.pk), each.enrolment.person.display_name) for each in members],
        [
            *((str(each.pk), f"{each} ({each.size}/{each.capacity})") for each in targets),
            (OUT, _("aucun groupe")),
        ],
        answers,
    )


def _group_page(
    request: HttpRequest,
    shown: TeachingGroup,
    *,
    form: GroupForm | None = None,
    moving: MoveForm | None = None,
    teaching: TeacherForm | None = None,
) -> HttpResponse:
    members = list(members_of(shown))
    page = {
        "group": shown,
        "members": members,
        "teachers": GroupTeacher.objects.filter(group=shown).select_related("person"),
        "form": form or GroupForm(initial={"name": shown.name, "capacity": shown.capacity}),
        "moving": moving or _move_form(members, _siblings(shown), None),
        "teaching": teaching or TeacherForm(),
    }
    wrong = any(each is not None and each.errors for each in (form, moving, teaching))
    return render(request, "curriculum/groups/group.html", page, status=422 if wrong else 200)
