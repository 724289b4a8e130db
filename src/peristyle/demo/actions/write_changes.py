"""Write down what happens to the classes of these days: planners change some, and not all is published."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from peristyle.curriculum.public import UnitEnrolment, UnitKind
from peristyle.demo.university.weeks import STARTS
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.public import (
    Activity,
    ActivityKind,
    Placement,
    Room,
    RoomKind,
    Session,
    Slot,
    cancel_session,
    conflicts_of,
    create_session,
    move_session,
    publish_sessions,
    timetable_of,
)

#: The next class stays as it was: which of those that follow changes, and which may have another room.
CANCELLED, OTHER_HOUR, NOT_TOLD_YET = 1, 5, 7
OTHER_ROOM = slice(2, 5)
EVENT_STARTS, EVENT_LASTS, EVENT_SEATS = time(18, 15), timedelta(hours=1), 200


def write_changes(student: Person, planner: Person) -> None:
    """What changes for a student in the days to come; nothing when they have no classes then."""
    seen = timetable_of(student).filter(starts_at__gt=clock.now(), groups__isnull=False).order_by("starts_at")
    coming = [Session.objects.get(pk=pk) for pk in seen.values_list("pk", flat=True)[: NOT_TOLD_YET + 1]]
    if len(coming) <= NOT_TOLD_YET:
        return
    cancel_session(coming[CANCELLED], by=planner, reason="Absence de l’enseignant")
    _move(coming[OTHER_HOUR], _hours_after(coming[OTHER_HOUR]), planner, "À la demande de l’enseignant")
    any(_move(session, [session.slot], planner, "Vidéoprojecteur en panne") for session in coming[OTHER_ROOM])
    announced = _announce(student, coming[0], planner)
    publish_sessions(
        Session.objects.filter(pk__in=[session.pk for session in (*coming, announced) if session]), by=planner
    )
    cancel_session(coming[NOT_TOLD_YET], by=planner, reason="Réunion du département")
    catch_up = _elsewhere(coming[CANCELLED], _hours_after(coming[NOT_TOLD_YET]))
    if catch_up:
        create_session(coming[CANCELLED].activity, catch_up, by=planner, reason="Rattrapage")


def _announce(student: Person, beside: Session, planner: Person) -> Session | None:
    """An evening event for whoever shares the student's semester, a week after one of its classes."""
    semesters = UnitEnrolment.objects.filter(person=student, year=beside.activity.year, unit__kind=UnitKind.SEMESTER)
    semester = semesters.select_related("unit").order_by("unit__code").first()
    day = timezone.localdate(beside.starts_at) + timedelta(days=7)
    starts_at = timezone.make_aware(datetime.combine(day, EVENT_STARTS))
    if semester is None:
        return None
    invited = UnitEnrolment.objects.filter(unit=semester.unit, year=beside.activity.year).count()
    rooms = _rooms(beside, kind=RoomKind.LECTURE_HALL, capacity__gte=max(EVENT_SEATS, invited))
    if not rooms:
        return None
    event = Activity.objects.create(
        year=beside.activity.year,
        unit=semester.unit,
        title="Rencontre : préparer sa deuxième année",
        kind=ActivityKind.EVENT,
        component=beside.activity.component,
        whole_unit=True,
        session_minutes=EVENT_LASTS.seconds // 60,
    )
    placement = Placement(Slot(starts_at, starts_at + EVENT_LASTS), rooms=frozenset({rooms[0].pk}))
    return create_session(event, placement, by=planner, reason="Soirée d’information")


def _move(session: Session, slots: Iterable[Slot], planner: Person, reason: str) -> bool:
    placement = _elsewhere(session, slots)
    if placement:
        move_session(session, placement, by=planner, reason=reason)
    return placement is not None


def _elsewhere(session: Session, slots: Iterable[Slot]) -> Placement | None:
    """In another room of the same site, in the first of these slots that nothing speaks against."""
    here = session.placement()
    rooms = _rooms(session, kind=session.activity.room_kind).exclude(pk__in=here.rooms)
    for slot in slots:
        for room in rooms:
            there = Placement(slot, frozenset({room.pk}), here.teachers, here.groups)
            if not conflicts_of(session.activity, there, session_id=session.pk):
                return there
    return None


def _rooms(session: Session, **wanted: Any) -> QuerySet[Room]:
    sites = session.rooms.values("building__site")
    return Room.objects.filter(building__site__in=sites, withdrawn_at=None, **wanted).order_by("-capacity", "pk")


def _hours_after(session: Session) -> Iterable[Slot]:
    """The hours of the days that follow a session's."""
    for number in range(1, 15):
        day = timezone.localdate(session.starts_at) + timedelta(days=number)
        for starts in STARTS:
            yield session.slot.starting(timezone.make_aware(datetime.combine(day, starts)))
