"""What a teacher puts right on a roll."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peristyle.kernel import clock
from peristyle.kernel.access import person_of, signed_in
from peristyle.kernel.transactions import writes
from peristyle.timetable.actions.attendance.correct import NotOnTheRoll, TooLate, correct
from peristyle.timetable.forms.attendance import CorrectionForm
from peristyle.timetable.models import PublishedSession
from peristyle.timetable.queries.attendance.rolls import Line, full_roll, roll_of, session_to_call, times_of
from peristyle.timetable.rules.attendance import Presence
from peristyle.timetable.views.attendance.roll import session_facts

#: Each ticked box is a field of the form, and a request has no more than 200.
PER_PAGE = 100


@signed_in
@writes
def corrections(request: HttpRequest, uid: UUID) -> HttpResponse:
    """/emploi-du-temps/seances/…/emargement/corriger/: tick people, say how they stand and why."""
    session = _kept_by(request, uid)
    page = Paginator(full_roll(session).lines, PER_PAGE).get_page(request.GET.get("page"))
    return _answer(request, session, list(page), page=page)


@signed_in
@writes
def correction(request: HttpRequest, uid: UUID, person_id: int) -> HttpResponse:
    """/emploi-du-temps/seances/…/emargement/<person>/: how one person stands, what was corrected before."""
    session = _kept_by(request, uid)
    line = next((line for line in full_roll(session).lines if line.person.pk == person_id), None)
    if line is None:
        raise Http404
    return _answer(request, session, [line], line=line)


def _kept_by(request: HttpRequest, uid: UUID) -> PublishedSession:
    session = get_object_or_404(session_to_call(person_of(request)), session__uid=uid)
    if roll_of(session) is None:
        raise Http404
    return session


def _answer(
    request: HttpRequest,
    session: PublishedSession,
    lines: list[Line],
    *,
    page: Page[Line] | None = None,
    line: Line | None = None,
) -> HttpResponse:
    over = clock.now() >= times_of(session).corrected_until
    choices = [(str(each.person.pk), _in_words(each)) for each in lines]
    form = CorrectionForm(
        request.POST if request.method == "POST" else None,
        persons=choices,
        initial={"persons": [str(line.person.pk)], "presence": line.presence} if line else {},
    )
    if not over and form.is_valid():
        wanted = Presence(form.cleaned_data["presence"])
        try:
            count = correct(session, form.chosen, wanted, by=person_of(request), reason=form.cleaned_data["reason"])
        except TooLate:
            over = True
        except NotOnTheRoll:
            form.add_error("persons", _("Cette personne n’est plus sur la feuille : rechargez la page."))
        else:
            _tell(request, count)
            return redirect("timetable:roll", session.session.uid)
    facts: dict[str, Any] = session_facts(session) | {"form": form, "page": page, "line": line, "over": over}
    status = 422 if form.errors or (over and request.method == "POST") else 200
    return render(request, "timetable/attendance/correction.html", facts, status=status)


def _tell(request: HttpRequest, count: int) -> None:
    if count:
        said = ngettext("La feuille est corrigée.", "%(count)d lignes de la feuille sont corrigées.", count)
        messages.success(request, said % {"count": count})
    else:
        messages.info(request, _("La feuille le disait déjà : rien n’a changé."))


def _in_words(line: Line) -> str:
    number = f" ({line.person.student_number})" if line.person.student_number else ""
    stands = line.presence.label if line.presence else _("n’a pas signé")
    return f"{line.person.shown_name} {line.person.shown_given_name}{number}, {stands}"
