"""Write to students that they are summoned to exams, or that their seat changed: one letter for all of them."""

from collections import defaultdict
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import translation

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import write_to
from peristyle.timetable.models import PublishedSeat, Room, SummonsNotice
from peristyle.timetable.queries.exams.told import Told, told
from peristyle.timetable.queries.exams.words import summons_in_words

#: So many persons are written to in one transaction.
BATCH = 100


@task()
def tell_summons() -> None:
    """Tell everybody whose hour has come all that they have not been told yet."""
    while _tell_some():
        pass


def _tell_some() -> bool:
    """Tell some people; false when nobody waits. What the update takes is told by nobody else."""
    now = clock.now()
    due = SummonsNotice.objects.filter(told_at=None, due_at__lte=now).order_by("person")
    persons = list(due.values_list("person", flat=True).distinct()[:BATCH])
    if not persons:
        return False
    with transaction.atomic():
        untold = SummonsNotice.objects.select_for_update(of=("self",)).filter(person__in=persons, told_at=None)
        notices = list(
            untold.select_related("person", "published__activity__unit").order_by("person_id", "published_id", "pk")
        )
        SummonsNotice.objects.filter(pk__in=[notice.pk for notice in notices]).update(told_at=now)
        seats = _seats(notices)
        rooms = Room.objects.select_related("building").in_bulk(
            {seat.room_id for seat in seats.values()} | {notice.before["room"] for notice in notices if notice.before}
        )
        for person, of_person in groupby(notices, key=lambda notice: notice.person):
            with translation.override(person.language):
                summonses = list(filter(None, (_summons(own, seats, rooms) for own in _first_of_each(of_person))))
            if summonses:
                write_to(person, "timetable/letters/summons", summonses=summonses)
    return True


def _seats(notices: list[SummonsNotice]) -> dict[tuple[int, int], PublishedSeat]:
    found: dict[tuple[int, int], PublishedSeat] = {}
    exams: dict[int, list[int]] = defaultdict(list)
    for notice in notices:
        exams[notice.published_id].append(notice.person_id)
    rows = PublishedSeat.objects.filter(
        published__in=exams, person__in={pk for persons in exams.values() for pk in persons}
    )
    for seat in rows:
        found[seat.published_id, seat.person_id] = seat
    return found


def _first_of_each(notices: Any) -> list[SummonsNotice]:
    """Of several notices of one exam the first: it holds what its reader knew last."""
    return [next(several) for _exam, several in groupby(notices, key=lambda notice: notice.published_id)]


def _summons(
    notice: SummonsNotice, seats: dict[tuple[int, int], PublishedSeat], rooms: dict[str, Room]
) -> dict[str, Any] | None:
    """What its reader learns; nothing when they have no seat there any more, or all came back to what it was."""
    seat, published = seats.get((notice.published_id, notice.person_id)), notice.published
    if seat is None or published.cancelled:
        return None
    before, after = Told.from_data(notice.before) if notice.before else None, told(seat, published)
    if before == after:
        return None
    return summons_in_words(published.activity, before, after, rooms)
