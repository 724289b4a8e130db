"""A planner publishes what they placed: at once, or in the background when it is much.

Exams to sit are left out, whoever asks: `publish_exam` summons nobody without a seat.
"""

from collections.abc import Sequence

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel.tasks import task
from peristyle.people.public import Person
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.models import Session
from peristyle.timetable.queries.planning.scope import without_exams_to_sit

#: More than these take longer than one waits for a page.
AT_ONCE = 200


@transaction.atomic
def publish_drafts(session_ids: Sequence[int], *, by: Person) -> bool:
    """Whether it is done; if not, it was begun and will be in a moment."""
    record("timetable.publish_sessions", actor=by, count=len(session_ids))
    if len(session_ids) > AT_ONCE:
        publish_later.enqueue(list(session_ids), by.pk)
        return False
    _publish(session_ids, by)
    return True


@task()
def publish_later(session_ids: list[int], person_id: int) -> None:
    """Publish these sessions; doing so twice changes nothing."""
    by = Person.objects.filter(pk=person_id).first()
    for start in range(0, len(session_ids), AT_ONCE):
        _publish(session_ids[start : start + AT_ONCE], by)


def _publish(session_ids: Sequence[int], by: Person | None) -> None:
    publish_sessions(without_exams_to_sit(Session.objects.filter(pk__in=session_ids)), by=by)
