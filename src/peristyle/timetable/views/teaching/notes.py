"""A teacher's note to students."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.publish_note import publish_note
from peristyle.timetable.forms.teaching import NoteForm
from peristyle.timetable.queries.change_words import title_of, when_in_words
from peristyle.timetable.queries.requests import session_taught


@signed_in
@writes
def note(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/note/: what students read on the session at once."""
    teacher = person_of(request)
    session = get_object_or_404(session_taught(teacher), session__uid=uid)
    form = NoteForm(request.POST if request.method == "POST" else None, initial={"note": session.note})
    if form.is_valid():
        publish_note(session, form.cleaned_data["note"], by=teacher)
        return redirect("timetable:session", uid)
    context = {
        "session": session,
        "title": title_of(session.activity),
        "when": when_in_words(session.slot),
        "form": form,
    }
    return render(request, "timetable/teaching/note.html", context, status=422 if form.errors else 200)
