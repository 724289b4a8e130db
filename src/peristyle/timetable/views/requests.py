"""Planners decide on what teachers ask."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from peristyle.kernel.access import person_of, requires
from peristyle.kernel.transactions import reads, writes
from peristyle.timetable.actions.exams.publish_exams import NotReady
from peristyle.timetable.actions.planning.place_session import ChangedMeanwhile
from peristyle.timetable.actions.requests.decide import AlreadyDecided, accept, refuse
from peristyle.timetable.forms.teaching import DecisionForm
from peristyle.timetable.models import Room, SessionRequest
from peristyle.timetable.queries.change_words import names_of, title_of, when_in_words
from peristyle.timetable.queries.conflicts import conflicts_of
from peristyle.timetable.queries.planning.explained import explained
from peristyle.timetable.queries.requests import request_waits_no_more, requests_to_decide
from peristyle.timetable.queries.suggestions import suggest_rooms
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS
from peristyle.timetable.rules.conflicts import Conflict, PlacementRefused
from peristyle.timetable.rules.sessions import Placement
from peristyle.timetable.views.answered import waits_no_more

PER_PAGE = 50
#: More free rooms are not proposed.
_ROOMS = 12
_AND = "+"


@requires(PLAN_SESSIONS)
@reads
def requests(request: HttpRequest) -> HttpResponse:
    """/gestion/planning/demandes/: what teachers ask, the next session first."""
    page = Paginator(requests_to_decide(person_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    asked = [(each, title_of(each.session.activity), when_in_words(each.session.slot)) for each in page]
    return render(request, "timetable/requests/list.html", {"page": page, "asked": asked})


@requires(PLAN_SESSIONS)
@writes
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """A request: what it would come to, and the decision."""
    planner = person_of(request)
    asked = requests_to_decide(planner).filter(pk=request_id).first()
    if asked is None:
        if not request_waits_no_more(planner, request_id):
            raise Http404
        return waits_no_more(request, "timetable:requests")
    chosen, rooms = _rooms(asked)
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        rooms=rooms,
        initial={"rooms": chosen, "version": asked.session.version},
    )
    if not form.is_valid():
        return _page(request, asked, form, chosen)
    answer = form.cleaned_data["answer"]
    try:
        if form.cleaned_data["decision"] == "refuse":
            refuse(asked, by=planner, answer=answer)
        else:
            taken = form.cleaned_data.get("rooms")
            accept(
                asked,
                by=planner,
                answer=answer,
                rooms=None if taken is None else [code for code in taken.split(_AND) if code],
                seen_version=form.cleaned_data["version"],
            )
    except (PlacementRefused, NotReady) as refused:
        for said in _reasons(refused):
            form.add_error(None, said)
        return _page(request, asked, form, chosen)
    except ChangedMeanwhile:
        asked = get_object_or_404(requests_to_decide(planner), pk=request_id)
        typed = request.POST.copy()
        typed["version"] = str(asked.session.version)
        form = DecisionForm(typed, rooms=rooms)
        form.add_error(None, _("Cette séance vient d’être modifiée : relisez la demande, puis décidez."))
        return _page(request, asked, form, chosen)
    except AlreadyDecided:
        return waits_no_more(request, "timetable:requests")
    return redirect("timetable:requests")


def _reasons(refused: PlacementRefused | NotReady) -> list[str]:
    """Why it could not be done."""
    if isinstance(refused, NotReady):
        return [
            _(
                "Ainsi déplacé, cet examen laisserait des étudiants sans place : déplacez-le depuis sa page, "
                "placez-les, publiez-le, puis répondez à l’enseignant."
            )
        ]
    return [said for _conflict, said in explained(refused.conflicts)]


def _rooms(asked: SessionRequest) -> tuple[str, list[tuple[str, str]] | None]:
    """The rooms to take for a move, and all that are free then: those the teacher saw first, if they still are."""
    slot = asked.wanted_slot
    if slot is None:
        return "", None
    suggestion, free = suggest_rooms(asked.session, slot)
    proposed = suggestion.rooms if suggestion else ()
    wanted = tuple(asked.wanted_rooms.all())
    first = wanted if wanted and all(room in free for room in wanted) else proposed
    several = [each for each in (first, proposed) if len(each) > 1]
    choices = {
        _codes(rooms): _said(rooms)
        for rooms in [*several, *((room,) for room in free[:_ROOMS]), *([first] if first else [])]
    }
    return _codes(first), [*choices.items(), ("", _("Sans salle pour l’instant"))]


def _codes(rooms: Iterable[Room]) -> str:
    return _AND.join(room.pk for room in rooms)


def _said(rooms: Sequence[Room]) -> str:
    places = sum(room.capacity for room in rooms)
    where = ", ".join(f"{room.name} ({room.building})" for room in rooms)
    return _("%(where)s, %(places)s places") % {"where": where, "places": places}


def _page(request: HttpRequest, asked: SessionRequest, form: DecisionForm, chosen: str) -> HttpResponse:
    here, slot = asked.session.placement(), asked.wanted_slot
    against: list[Conflict] = []
    if slot:
        there = Placement(slot, frozenset(filter(None, chosen.split(_AND))), here.teachers, here.groups)
        against = conflicts_of(asked.session.activity, there, session_id=asked.session_id)
    names = names_of([here])
    context: dict[str, Any] = {
        "asked": asked,
        "title": title_of(asked.session.activity),
        "when": when_in_words(here.slot),
        "where": names.rooms_of(here),
        "wanted": when_in_words(slot) if slot else "",
        "against": explained(against),
        "form": form,
    }
    return render(request, "timetable/requests/request.html", context, status=422 if form.errors else 200)
