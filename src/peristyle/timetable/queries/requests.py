"""Requests of teachers: theirs, those a planner decides, the planners to write to."""

from collections.abc import Collection

from django.db.models import Exists, Q, QuerySet

from peristyle.kernel import clock
from peristyle.kernel.permissions import roles_with, scopes
from peristyle.people.public import Person, RoleAssignment
from peristyle.timetable.models import PublishedSession, SessionRequest
from peristyle.timetable.queries.timetables import teaching_of
from peristyle.timetable.rules.capabilities import PLAN_SESSIONS

_UNANSWERED = {"decided_at": None, "withdrawn_at": None}


def session_taught(person: Person) -> QuerySet[PublishedSession]:
    """The published sessions somebody teaches, each with its own row and its activity."""
    return teaching_of(person).select_related("session__activity__unit", "activity__unit")


def session_to_change(person: Person) -> QuerySet[PublishedSession]:
    """Those that still may be cancelled or moved."""
    return session_taught(person).filter(cancelled_at=None, ends_at__gt=clock.now())


def taught_or_asked(person: Person) -> bool:
    """Whether somebody ever taught a published session, or asked that one change: one query."""
    taught = PublishedSession.teachers.through.objects.filter(person=person)
    asked = SessionRequest.objects.filter(asked_by=person)
    return Person.objects.filter(Exists(taught) | Exists(asked), pk=person.pk).exists()


def open_request(session: PublishedSession) -> SessionRequest | None:
    """What waits for a decision about a session."""
    return SessionRequest.objects.filter(session=session.pk, **_UNANSWERED).first()


def requests_of(person: Person) -> QuerySet[SessionRequest]:
    """What somebody asked, the newest first."""
    return _with_what_is_shown(SessionRequest.objects.filter(asked_by=person)).order_by("-asked_at", "-pk")


def requests_to_decide(planner: Person) -> QuerySet[SessionRequest]:
    """What waits for this planner, the next session first: those of their composantes, and not their own."""
    return _with_what_is_shown(_waiting_for(planner)).order_by("session__starts_at", "pk")


def request_waits_no_more(planner: Person, request_id: int) -> bool:
    """Whether this planner could have decided it, had nobody answered, nor withdrawn it, nor the session passed."""
    return _asked_by_others(planner).exclude(_waiting()).filter(pk=request_id).exists()


def requests_waiting(planner: Person) -> int:
    """How many: one query."""
    return _waiting_for(planner).count()


def _waiting() -> Q:
    """What nobody answered, while an answer still helps."""
    return Q(**_UNANSWERED, session__ends_at__gt=clock.now())


def _waiting_for(planner: Person) -> QuerySet[SessionRequest]:
    return _asked_by_others(planner).filter(_waiting())


def _asked_by_others(planner: Person) -> QuerySet[SessionRequest]:
    asked = SessionRequest.objects.exclude(asked_by=planner)
    within = scopes(planner, PLAN_SESSIONS)
    return asked if within is None else asked.filter(session__activity__component__in=within)


def planners_of(scope: str | None, *, but: Collection[int] = ()) -> list[Person]:
    """Who plans for a composante, else for the whole institution, else for any composante: one query.

    Some people are left out before: whoever asks does not answer their own request.
    """
    now = clock.now()
    current = RoleAssignment.objects.filter(role__in=roles_with(PLAN_SESSIONS), since__lte=now).exclude(until__lte=now)
    held = list(current.exclude(person__in=but).select_related("person"))
    own = [each for each in held if scope and each.scope == scope]
    everywhere = [each for each in held if each.scope is None]
    return sorted({each.person for each in own or everywhere or held}, key=lambda each: each.pk)


def _with_what_is_shown(requests: QuerySet[SessionRequest]) -> QuerySet[SessionRequest]:
    return requests.select_related("session__activity__unit", "asked_by").prefetch_related("wanted_rooms__building")
