"""A session: where it stands, what happened to it, what may be done."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.planning.cancel_session import cancel_session, restore_session
from peristyle.timetable.actions.planning.delete_draft import AlreadyPublished, delete_draft
from peristyle.timetable.actions.planning.mark_session import lock_session, write_note
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile, create_session, move_session
from peristyle.timetable.forms.planning.sessions import (
    CancelForm,
    NoteForm,
    PlacementForm,
    VersionForm,
    placement_of,
    usual_of,
)
from peristyle.timetable.models import PublishedSession, Room, Session
from peristyle.timetable.queries.attendance.rolls import roll_of
from peristyle.timetable.queries.free_rooms import free_rooms
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.planning.history import history_of
from peristyle.timetable.queries.planning.scope import planned_activities, planned_sessions
from peristyle.timetable.queries.planning.views import View
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import ConflictKind, PlacementRefused
from peristyle.timetable.rules.days import week_of
from peristyle.timetable.rules.sessions import ActivityKind
from peristyle.timetable.views.planning.parts import say_who_changed

#: More free rooms are not proposed.
_ROOMS = 12
#: Three forms stand on the page, each with a version.
_CANCELLING, _NOTING = "cancel_%s", "note_%s"


@requires(PLAN_SESSIONS)
@writes
def new(request: HttpRequest, activity_id: int) -> HttpResponse:
    """A new session of an activity."""
    planner = person_of(request)
    activity = get_object_or_404(planned_activities(planner), pk=activity_id)
    form = PlacementForm(activity, request.POST if request.method == "POST" else None, initial=usual_of(activity))
    if form.is_valid():
        try:
            made = create_session(activity, form.placement(), by=planner, reason=form.cleaned_data["reason"])
        except PlacementRefused as refused:
            form.refuse(refused.conflicts)
        else:
            messages.success(request, _("La séance est placée ; elle reste à publier."))
            return redirect("timetable:planned_session", made.pk)
    facts = {"activity": activity, "form": form}
    return render(request, "timetable/planning/new_session.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@writes
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/seances/…/: where it stands, its history; moves it."""
    planner = person_of(request)
    shown = get_object_or_404(planned_sessions(planner), pk=session_id)
    if request.method != "POST":
        return _page(request, shown)
    form = _placement_form(shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, moving=form)
    try:
        move_session(
            shown,
            form.placement(),
            by=planner,
            seen_version=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )
    except PlacementRefused as refused:
        form.refuse(refused.conflicts)
        return _page(request, shown, moving=form)
    except ChangedMeanwhile:
        say_who_changed(request, shown)
    else:
        messages.success(request, _("La séance est modifiée ; le changement reste à publier."))
    return redirect("timetable:planned_session", session_id)


@requires(PLAN_SESSIONS)
@writes
def take_room(request: HttpRequest, session_id: int) -> HttpResponse:
    """The session goes to a free room, all else stays."""

    def go(shown: Session, version: int | None) -> str:
        room = get_object_or_404(Room, pk=request.POST.get("room", ""), withdrawn_at=None)
        move_session(
            shown,
            replace(shown.placement(), rooms=frozenset({room.pk})),
            by=person_of(request),
            seen_version=version,
        )
        return _("La séance a lieu en %(room)s ; le changement reste à publier.") % {"room": room.name}

    return _change(request, session_id, go)


@requires(PLAN_SESSIONS)
@writes
def cancel(request: HttpRequest, session_id: int) -> HttpResponse:
    """The session does not take place."""
    shown = get_object_or_404(planned_sessions(person_of(request)), pk=session_id)
    form = CancelForm(request.POST, auto_id=_CANCELLING)
    if request.method == "POST" and not form.is_valid():
        return _page(request, shown, cancelling=form)

    def go(shown: Session, version: int | None) -> str:
        reason = form.cleaned_data["cancellation"]
        cancel_session(shown, by=person_of(request), reason=reason, seen_version=version)
        return _("La séance est annulée ; l’annulation reste à publier.")

    return _change(request, session_id, go)


@requires(PLAN_SESSIONS)
@writes
def restore(request: HttpRequest, session_id: int) -> HttpResponse:
    """The session takes place after all."""

    def go(shown: Session, version: int | None) -> str:
        restore_session(shown, by=person_of(request), seen_version=version)
        return _("La séance est rétablie.")

    return _change(request, session_id, go)


@requires(PLAN_SESSIONS)
@writes
def delete(request: HttpRequest, session_id: int) -> HttpResponse:
    """A session that nobody saw is gone."""
    shown = get_object_or_404(planned_sessions(person_of(request)), pk=session_id)

    def go(shown: Session, version: int | None) -> str:
        delete_draft(shown, by=person_of(request), seen_version=version)
        return _("Le brouillon est supprimé.")

    answer = _change(request, session_id, go)
    if Session.objects.filter(pk=session_id).exists():
        return answer
    return redirect("timetable:planned_activity", shown.activity_id)


@requires(PLAN_SESSIONS)
@writes
def lock(request: HttpRequest, session_id: int) -> HttpResponse:
    """No search moves the session, or may again."""

    def go(shown: Session, version: int | None) -> str:
        lock_session(shown, locked=not shown.locked, by=person_of(request), seen_version=version)
        if shown.locked:
            return _("La séance est déverrouillée : les recherches automatiques peuvent la déplacer.")
        return _("La séance est verrouillée : aucune recherche automatique ne la déplacera.")

    return _change(request, session_id, go)


@requires(PLAN_SESSIONS)
@writes
def note(request: HttpRequest, session_id: int) -> HttpResponse:
    """What those who attend should know."""
    shown = get_object_or_404(planned_sessions(person_of(request)), pk=session_id)
    form = NoteForm(request.POST, auto_id=_NOTING)
    if request.method == "POST" and not form.is_valid():
        return _page(request, shown, noting=form)

    def go(shown: Session, version: int | None) -> str:
        write_note(shown, form.cleaned_data["note"], by=person_of(request), seen_version=version)
        return _("La note est enregistrée ; elle reste à publier.")

    return _change(request, session_id, go)


def _change(request: HttpRequest, session_id: int, go: Callable[[Session, int | None], str]) -> HttpResponse:
    """Do something to a session of the planner, and say what came of it on its page."""
    shown = get_object_or_404(planned_sessions(person_of(request)), pk=session_id)
    form = VersionForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, go(shown, form.cleaned_data["version"]))
        except ChangedMeanwhile:
            say_who_changed(request, shown)
        except AlreadyPublished:
            messages.error(request, _("Cette séance a déjà été publiée : annulez-la plutôt."))
        except PlacementRefused as refused:
            for _conflict, words in explained(refused.conflicts):
                messages.error(request, words)
    return redirect("timetable:planned_session", session_id)


def _placement_form(shown: Session, given: Any = None) -> PlacementForm:
    teachers = [held.person for held in shown.held_teachers.all()]
    return PlacementForm(shown.activity, given, known=teachers, initial=placement_of(shown))


def _page(
    request: HttpRequest,
    shown: Session,
    *,
    moving: PlacementForm | None = None,
    cancelling: CancelForm | None = None,
    noting: NoteForm | None = None,
) -> HttpResponse:
    activity = shown.activity
    published = PublishedSession.objects.filter(session=shown).select_related("roll").first()
    version = {"version": shown.version}
    rooms = free_rooms(
        shown.slot, places=_places(shown), equipment=activity.equipment, building="", kind=activity.room_kind
    )
    groups = tuple(held.group for held in shown.held_groups.all())
    seats = tuple(held.room for held in shown.held_rooms.all())
    facts = {
        "session": shown,
        "activity": activity,
        "published": published,
        "roll": roll_of(published) if published else None,
        "is_exam": activity.kind == ActivityKind.EXAM,
        "history": history_of(shown),
        "free_rooms": rooms.order_by("capacity", "code")[:_ROOMS],
        "kinds": {kind.value: kind.label for kind in ConflictKind},
        "grid": View(week_of(timezone.localtime(shown.starts_at).date()).first, groups=groups, rooms=seats).address,
        "moving": moving or _placement_form(shown),
        "cancelling": cancelling or CancelForm(initial=version, auto_id=_CANCELLING),
        "noting": noting or NoteForm(initial={"note": shown.note, **version}, auto_id=_NOTING),
    }
    wrong = any(each is not None and each.errors for each in (moving, cancelling, noting))
    return render(request, "timetable/planning/session.html", facts, status=422 if wrong else 200)


def _places(shown: Session) -> int:
    """As many seats as its groups may have members."""
    return max((sum(held.group.capacity for held in shown.held_groups.all()), 1))
