"""The rooms of an exam, and who watches over them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.exams.give_rooms import give_rooms
from peristyle.timetable.actions.exams.name_invigilators import name_invigilator, release_invigilator
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile
from peristyle.timetable.forms.exams.planning import ExamRoomsForm, InvigilatorForm
from peristyle.timetable.forms.planning.sessions import VersionForm
from peristyle.timetable.queries.exams.board import described_exam
from peristyle.timetable.queries.exams.free import invigilators_for, rooms_for
from peristyle.timetable.queries.exams.sitters import longest_slot
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import PlacementRefused
from peristyle.timetable.views.exams.exam import exam_of
from peristyle.timetable.views.planning.parts import say_who_changed


@requires(PLAN_SESSIONS)
@writes
def rooms(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/salles/: where the exam is sat, and where it could be."""
    shown = exam_of(request, session_id)
    exam = described_exam(shown)
    form = ExamRoomsForm(
        request.POST if request.method == "POST" else None,
        initial={
            "rooms": [each.room for each in exam.rooms if not each.apart],
            "apart": [each.room for each in exam.rooms if each.apart],
            "version": shown.version,
        },
    )
    if form.is_valid():
        answers = form.cleaned_data
        try:
            give_rooms(
                shown,
                rooms=[room.pk for room in answers["rooms"]],
                apart=[room.pk for room in answers["apart"]],
                by=person_of(request),
                reason=answers["reason"],
                seen_version=answers["version"],
            )
        except PlacementRefused as refused:
            form.refuse(refused.conflicts, "rooms")
        except ChangedMeanwhile:
            say_who_changed(request, shown)
            return redirect("timetable:exam_rooms", session_id)
        else:
            messages.success(request, _("Les salles sont enregistrées ; placez ensuite les étudiants."))
            return redirect("timetable:exam", session_id)
    facts: dict[str, Any] = {
        "exam": exam,
        "session": shown,
        "form": form,
        "free": rooms_for(shown, len(exam.sitters) - exam.apart),
        "until": longest_slot(shown).ends_at,
    }
    return render(request, "timetable/exams/rooms.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@writes
def invigilators(request: HttpRequest, session_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/surveillants/: who watches over which room, and who is free to."""
    shown = exam_of(request, session_id)
    exam = described_exam(shown)
    form = InvigilatorForm(
        [each.room for each in exam.rooms],
        request.POST if request.method == "POST" else None,
        initial={"version": shown.version, "room": next((each.room.pk for each in exam.rooms if not each.staffed), "")},
    )
    if form.is_valid():
        answers = form.cleaned_data
        try:
            version = answers["version"]
            for person in answers["person"]:
                room = form.by_code[answers["room"]]
                name_invigilator(
                    shown, person, room, by=person_of(request), reason=answers["reason"], seen_version=version
                )
                shown = exam_of(request, session_id)
                version = shown.version
        except PlacementRefused as refused:
            form.refuse(refused.conflicts, "person")
            shown = exam_of(request, session_id)
        except ChangedMeanwhile:
            say_who_changed(request, shown)
            return redirect("timetable:exam_invigilators", session_id)
        else:
            messages.success(request, _("La surveillance est enregistrée."))
            return redirect("timetable:exam_invigilators", session_id)
    facts: dict[str, Any] = {
        "exam": described_exam(shown),
        "session": shown,
        "form": form,
        "free": invigilators_for(shown),
    }
    return render(request, "timetable/exams/invigilators.html", facts, status=422 if form.errors else 200)


@requires(PLAN_SESSIONS)
@writes
def release(request: HttpRequest, session_id: int, person_id: int) -> HttpResponse:
    """/gestion/planning/examens/…/surveillants/…/retirer/: somebody watches over it no more."""
    shown = exam_of(request, session_id)
    held = get_object_or_404(shown.held_teachers.select_related("person"), person=person_id)
    form = VersionForm(request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            release_invigilator(shown, held.person, by=person_of(request), seen_version=form.cleaned_data["version"])
        except ChangedMeanwhile:
            say_who_changed(request, shown)
        else:
            messages.success(request, _("La surveillance est retirée."))
    return redirect("timetable:exam_invigilators", session_id)
