"""Publish exams: students are summoned, each to their own seat."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.kernel.tasks import enqueue_at
from peristyle.people.public import Person
from peristyle.timetable.actions.exams.tell_summons import tell_summons
from peristyle.timetable.actions.planning.publish_sessions import publish_sessions
from peristyle.timetable.actions.touch_timetables import touch
from peristyle.timetable.models import ExamSeat, PublishedSeat, PublishedSession, Session, SummonsNotice
from peristyle.timetable.queries.exams.board import described_exam
from peristyle.timetable.queries.exams.told import Told, told_of
from peristyle.timetable.queries.planning.scope import with_what_they_hold
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.exams.lacks import Lack
from peristyle.timetable.rules.notices import when_to_tell

_ROWS = 500


class NotReady(Exception):
    """Somebody would be summoned to nowhere; `lacks` say why, none of them when the exam is cancelled."""

    def __init__(self, lacks: Iterable[Lack]) -> None:
        """With all that keeps it from being published."""
        self.lacks = [lack for lack in lacks if lack.blocking]
        super().__init__(", ".join(self.lacks))


def publish_exam(session: Session, *, by: Person) -> None:
    """Students see the exam and their seats as they now are; who learns something is written to. Raises NotReady."""
    with transaction.atomic():
        Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        held = with_what_they_hold(Session.objects.filter(pk=session.pk)).get()
        exam = described_exam(held)
        if not exam.ready:
            raise NotReady(exam.lacks)
        if exam.seen:
            return
        seats = list(ExamSeat.objects.filter(session=held, person__in=exam.sitters))
        before = told_of(exam.published) if exam.published else {}
        published = publish_sessions(
            Session.objects.filter(pk=held.pk), by=by, aware={seat.person_id for seat in seats}
        )
        seen = PublishedSession.objects.get(pk=held.pk)
        _write_seats(seen, seats)
        after = told_of(seen)
        changed = sorted(pk for pk in before.keys() | after.keys() if before.get(pk) != after.get(pk))
        if not published.session_ids:
            PublishedSession.objects.filter(pk=seen.pk).update(sequence=F("sequence") + 1, changed_at=clock.now())
        touch(changed)
        _tell_later(seen, {pk: before.get(pk) for pk in changed if pk in after})
        record("timetable.publish_exam", actor=by, subject=held, seats=len(seats), told=len(changed))


def publish_ready(sessions: Iterable[Session], *, by: Person) -> int:
    """Publish those of these exams that are ready and not seen as they are; how many were."""
    count = 0
    for session in sessions:
        exam = described_exam(session)
        if exam.ready and not exam.seen:
            publish_exam(session, by=by)
            count += 1
    return count


def _write_seats(seen: PublishedSession, seats: Iterable[ExamSeat]) -> None:
    PublishedSeat.objects.filter(published=seen).delete()
    PublishedSeat.objects.bulk_create(
        (
            PublishedSeat(
                published=seen,
                person_id=seat.person_id,
                room_id=seat.room_id,
                number=seat.number,
                extra_per_hour=seat.extra_per_hour,
            )
            for seat in seats
        ),
        batch_size=_ROWS,
    )


def _tell_later(seen: PublishedSession, before: dict[int, Told | None]) -> None:
    """One notice each: by day at once, by night in the morning, unless the exam is that very morning."""
    now = clock.now()
    if seen.ends_at <= now or not before:
        return
    due_at = when_to_tell(now, now, seen.starts_at, timetable_rules().quiet, timezone.get_current_timezone())
    SummonsNotice.objects.bulk_create(
        (
            SummonsNotice(person_id=pk, published=seen, before=known.as_data() if known else None, due_at=due_at)
            for pk, known in before.items()
        ),
        batch_size=_ROWS,
    )
    enqueue_at(tell_summons, due_at)
