"""What publishing would change, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Prefetch, QuerySet, Sum, prefetch_related_objects
from django.utils.translation import gettext as _

from peristyle.curriculum.public import GroupMembership, UnitEnrolment
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import PublishedSession, Room, Session
from peristyle.timetable.queries.change_words import Names, names_of, when_in_words
from peristyle.timetable.queries.planning.scope import (
    planned_sessions,
    unpublished,
    within,
    without_exams_to_sit,
)
from peristyle.timetable.rules.sessions import ActivityKind


@dataclass(frozen=True)
class Part:
    """A thing of a session that people will see otherwise: what they see now (nothing for a new one), what then."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Draft:
    """A session as it would be seen: what changes, and how many students it concerns."""

    session: Session
    parts: tuple[Part, ...]
    students: int

    @property
    def state(self) -> str:
        """Whether it will be `new`, `cancelled`, `restored` or `changed`."""
        seen = _seen(self.session)
        if seen is None:
            return "new"
        if (self.session.cancelled_at is None) != (seen.cancelled_at is None):
            return "cancelled" if self.session.cancelled_at else "restored"
        return "changed"


def drafts_waiting(planner: Person) -> QuerySet[Session]:
    """The sessions of a planner's composantes that people do not see as they are, but for exams to sit."""
    return without_exams_to_sit(unpublished(planned_sessions(planner)))


def count_of_drafts_waiting(planner: Person) -> int:
    """How many wait for publication."""
    return drafts_waiting(planner).count()


def count_of_exams_to_publish(planner: Person) -> int:
    """How many exams to come people do not see as they are: what publishes them is a page of their own."""
    coming = Session.objects.filter(within("activity__component", planner), ends_at__gt=clock.now())
    return unpublished(coming.filter(activity__kind=ActivityKind.EXAM, cancelled_at=None)).count()


def state_of(waiting: QuerySet[Session]) -> str:
    """What is another once any of these drafts changed, or one came or went: one query."""
    sums = waiting.order_by().aggregate(count=Count("pk"), last=Max("pk"), versions=Sum("version"))
    return "-".join(str(sums[key] or 0) for key in ("count", "last", "versions"))


def described(sessions: Sequence[Session]) -> list[Draft]:
    """These sessions with all that publishing them changes: a dozen queries, however many they are."""
    rooms = Prefetch("rooms", Room.objects.select_related("building"))
    seen = Prefetch("published", PublishedSession.objects.prefetch_related(rooms, "teachers", "groups"))
    prefetch_related_objects(sessions, seen)
    placements = [session.placement() for session in sessions]
    before = [row.placement() for session in sessions if (row := _seen(session))]
    names = names_of([*placements, *before])
    students = _students(sessions)
    return [Draft(session, tuple(_parts(session, names)), students[session.pk]) for session in sessions]


def _seen(session: Session) -> PublishedSession | None:
    return getattr(session, "published", None)


def _parts(session: Session, names: Names) -> list[Part]:
    after, seen = session.placement(), _seen(session)
    groups = {held.group_id: str(held.group) for held in session.held_groups.all()}
    then = {
        _("Quand"): when_in_words(after.slot),
        _("Où"): names.rooms_of(after),
        _("Avec"): names.teachers_of(after),
        _("Groupes"): ", ".join(sorted(groups.values())),
        _("Note"): session.note,
    }
    if seen is None:
        return [Part(label, "", value) for label, value in then.items() if value]
    before = seen.placement()
    now = {
        _("Quand"): when_in_words(before.slot),
        _("Où"): names.rooms_of(before),
        _("Avec"): names.teachers_of(before),
        _("Groupes"): ", ".join(sorted(str(group) for group in seen.groups.all())),
        _("Note"): seen.note,
    }
    return [Part(label, now[label], value) for label, value in then.items() if value != now[label]]


def _students(sessions: Sequence[Session]) -> dict[int, int]:
    """How many students each session concerns: two queries; members of two of its groups are counted twice."""
    group_ids = {held.group_id for session in sessions for held in session.held_groups.all()}
    sizes = dict(
        GroupMembership.objects.filter(group__in=group_ids).order_by().values_list("group").annotate(size=Count("pk"))
    )
    whole = {session.activity.unit_id for session in sessions if session.activity.whole_unit}
    takers = {
        (unit, year): count
        for unit, year, count in UnitEnrolment.objects.filter(unit__in=whole, validated_at__isnull=False)
        .order_by()
        .values_list("unit", "year")
        .annotate(count=Count("pk"))
    }
    return {
        session.pk: takers.get((session.activity.unit_id, session.activity.year_id), 0)
        if session.activity.whole_unit
        else sum(sizes.get(held.group_id, 0) for held in session.held_groups.all())
        for session in sessions
    }
