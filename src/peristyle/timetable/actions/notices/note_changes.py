"""Note who is to be told of published changes, and when."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from peristyle.curriculum.public import GroupMembership, UnitEnrolment
from peristyle.kernel import clock
from peristyle.kernel.tasks import enqueue_at, task
from peristyle.timetable.actions.notices.tell_changes import tell_changes
from peristyle.timetable.models import Activity, ChangeNotice, PublishedChange, SessionChange
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.notices import first_instant, when_to_tell
from peristyle.timetable.rules.sessions import Placement, Verb

#: So many changes are noted by a task, so many notices written at once.
BATCH = 200
_ROWS = 1000


def note_soon(change_ids: Collection[int], *, aware: Collection[int]) -> None:
    """Have these changes noted, in the present transaction; those `aware` of them are not told."""
    ids = sorted(change_ids)
    for start in range(0, len(ids), BATCH):
        note_changes.enqueue(ids[start : start + BATCH], sorted(aware))


@task()
def note_changes(change_ids: list[int], aware: list[int]) -> None:
    """A notice for each person whom one of these changes of the coming days concerns, except who made it."""
    now, quiet, zone = clock.now(), timetable_rules().quiet, timezone.get_current_timezone()
    near: list[tuple[PublishedChange, Placement, Placement, datetime]] = []
    for change in PublishedChange.objects.filter(pk__in=change_ids).select_related("published__activity"):
        before, after = Placement.from_data(change.before), Placement.from_data(change.after)
        if starts_at := first_instant(now, before, after):
            near.append((change, before, after, when_to_tell(now, change.at, starts_at, quiet, zone)))
    if not near:
        return
    members = _members(group for _change, before, after, _due in near for group in before.groups | after.groups)
    takers = _takers({change.published.activity for change, *_rest in near if change.published.activity.whole_unit})
    makers = _makers([change for change, *_rest in near])
    notices = []
    for change, before, after, due_at in near:
        activity = change.published.activity
        whole = takers.get((activity.unit_id, activity.year_id), set()) if activity.whole_unit else set()
        was = whole.union(before.teachers, *(members[group] for group in before.groups)) if not change.added else set()
        now_is = whole.union(after.teachers, *(members[group] for group in after.groups))
        notices += [
            ChangeNotice(
                person_id=person,
                change=change,
                was_concerned=person in was,
                is_concerned=person in now_is,
                due_at=due_at,
            )
            for person in sorted((was | now_is) - makers[change.pk] - set(aware))
        ]
    with transaction.atomic():
        ChangeNotice.objects.bulk_create(notices, batch_size=_ROWS, ignore_conflicts=True)
        for due_at in sorted({notice.due_at for notice in notices}):
            enqueue_at(tell_changes, due_at)


def _members(group_ids: Iterable[int]) -> dict[int, set[int]]:
    persons: dict[int, set[int]] = defaultdict(set)
    rows = GroupMembership.objects.filter(group__in=set(group_ids))
    for group, person in rows.values_list("group_id", "enrolment__person_id"):
        persons[group].add(person)
    return persons


def _takers(activities: Collection[Activity]) -> dict[tuple[int | None, int], set[int]]:
    """The persons who take the units of these activities, by unit and year."""
    persons: dict[tuple[int | None, int], set[int]] = defaultdict(set)
    if activities:
        rows = UnitEnrolment.objects.filter(
            unit__in={each.unit_id for each in activities},
            year__in={each.year_id for each in activities},
            validated_at__isnull=False,
        )
        for unit, year, person in rows.values_list("unit_id", "year_id", "person_id"):
            persons[unit, year].add(person)
    return persons


def _makers(changes: Collection[PublishedChange]) -> dict[int, set[int]]:
    """Who made each change: those of the history's lines since the publication before it, its own included."""
    made: dict[int, set[int]] = {}
    lines: dict[int, list[SessionChange]] = defaultdict(list)
    for line in SessionChange.objects.filter(session__in={change.published_id for change in changes}).order_by("id"):
        lines[line.session_id].append(line)
    for change in changes:
        until = [line for line in lines[change.published_id] if line.at <= change.at]
        former = [place for place, line in enumerate(until[:-1]) if line.verb == Verb.PUBLISHED]
        since = former[-1] + 1 if former else 0
        made[change.pk] = {line.by_id for line in until[since:] if line.by_id}
    return made
