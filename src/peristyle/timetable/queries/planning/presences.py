"""Other planners at work in the same week, and what they changed."""

from datetime import timedelta

from django.db.models import Count, Max, QuerySet, Sum

from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import PlannerPresence, Session, SessionChange
from peristyle.timetable.queries.planning.views import View

#: The grid says every ten seconds that it is looked at.
SEEN_FOR = timedelta(seconds=35)
_MOST_CHANGES = 5


def others_present(view: View, planner: Person) -> QuerySet[PlannerPresence]:
    """The other planners who look at the week of a view now, with what they hold."""
    there = PlannerPresence.objects.filter(place__startswith=view.week_in_place, seen_at__gt=clock.now() - SEEN_FOR)
    return there.exclude(person=planner).select_related("person", "holds__activity__unit").order_by("-seen_at", "pk")


def stamp(view: View) -> str:
    """What is another once anything of a view in its week was changed, published, added or removed: one query."""
    shown = view.in_its_week(Session.objects.order_by())
    sums = shown.aggregate(count=Count("pk"), versions=Sum("version"), seen=Sum("published__session_version"))
    return "-".join(str(sums[key] or 0) for key in ("count", "versions", "seen"))


def newest_change() -> int:
    """The number of the newest line of all histories: one query."""
    return SessionChange.objects.aggregate(newest=Max("pk"))["newest"] or 0


def changed_since(view: View, change_id: int, planner: Person) -> QuerySet[SessionChange]:
    """What others changed of a view in its week after a line of the histories, the newest first."""
    shown = view.in_its_week(Session.objects.all())
    lines = SessionChange.objects.filter(pk__gt=change_id, session__in=shown.values("pk")).exclude(by=planner)
    return lines.select_related("by", "session__activity__unit")[:_MOST_CHANGES]
