"""Raise the versions of timetables: what was made of them before is stale from this commit on."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from peristyle.curriculum.public import MembershipChanged
from peristyle.kernel import clock
from peristyle.timetable.events import SessionsPublished
from peristyle.timetable.models import TimetableVersion
from peristyle.timetable.queries.concerned import concerned_by

#: So many are raised by one statement.
_AT_ONCE = 500


def touch(person_ids: Iterable[int]) -> None:
    """The timetables of these persons changed. In the order of ids, so that two who touch the same never lock up."""
    persons = sorted(set(person_ids))
    now = clock.now()
    with transaction.atomic():
        for start in range(0, len(persons), _AT_ONCE):
            some = persons[start : start + _AT_ONCE]
            TimetableVersion.objects.bulk_create(
                [TimetableVersion(person_id=pk, changed_at=now) for pk in some], ignore_conflicts=True
            )
            rows = TimetableVersion.objects.filter(person__in=some)
            list(rows.select_for_update().order_by("person").values_list("person", flat=True))
            rows.update(version=F("version") + 1, changed_at=now)


def touch_those_concerned(published: SessionsPublished) -> None:
    """Within a publication: whoever it concerns."""
    touch(concerned_by(published.session_ids, published.change_ids))


def touch_members(changed: MembershipChanged) -> None:
    """Within a change of units or groups: whose they are."""
    touch(changed.person_ids)
