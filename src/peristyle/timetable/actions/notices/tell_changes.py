"""Write to those whose sessions changed: one letter a person, whatever the number of changes."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils import translation

from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import write_to
from peristyle.timetable.models import ChangeNotice
from peristyle.timetable.queries.change_words import Names, change_in_words, names_of
from peristyle.timetable.rules.notices import Change, Course, News, course_of
from peristyle.timetable.rules.sessions import Placement

#: So many persons are written to in one transaction.
BATCH = 100


@task()
def tell_changes() -> None:
    """Tell everybody whose hour has come all that they have not been told yet."""
    while _tell_some():
        pass


def _tell_some() -> bool:
    """Tell some people; false when nobody waits. What the update takes is told by nobody else."""
    now = clock.now()
    due = ChangeNotice.objects.filter(told_at=None, due_at__lte=now).order_by("person").values_list("person", flat=True)
    persons = list(due.distinct()[:BATCH])
    if not persons:
        return False
    with transaction.atomic():
        untold = ChangeNotice.objects.select_for_update(of=("self",)).filter(person__in=persons, told_at=None)
        notices = list(
            untold.select_related("person", "change__published__activity__unit").order_by("person_id", "change_id")
        )
        ChangeNotice.objects.filter(pk__in=[notice.pk for notice in notices]).update(told_at=now)
        names = names_of(
            Placement.from_data(data) for notice in notices for data in (notice.change.before, notice.change.after)
        )
        written: dict[Any, list[dict[str, Any]]] = {}
        for person, of_person in groupby(notices, key=lambda notice: notice.person):
            own = list(of_person)
            # Most readers of a change read the very same words.
            same = (person.language, *((each.change_id, each.was_concerned, each.is_concerned) for each in own))
            if same not in written:
                with translation.override(person.language):
                    written[same] = _changes_told(own, names)
            if written[same]:
                write_to(person, "timetable/letters/changes", changes=written[same])
    return True


def _changes_told(notices: Iterable[ChangeNotice], names: Names) -> list[dict[str, Any]]:
    """What one person learns, by the hour: changes of one session are told as one, from the first to the last."""
    by_session: dict[int, list[ChangeNotice]] = defaultdict(list)
    for notice in notices:
        by_session[notice.change.published_id].append(notice)
    told: list[tuple[Course, News, ChangeNotice]] = []
    for own in by_session.values():
        last = own[-1]
        course = course_of(
            [_change(each) for each in own],
            is_cancelled=last.change.published.cancelled,
        )
        news = course.news(was_concerned=own[0].was_concerned, is_concerned=last.is_concerned)
        if news:
            told.append((course, news, last))
    told.sort(key=lambda each: each[0].before.slot.starts_at)
    return [
        change_in_words(last.change.published.activity, course, news, last.change.published.cancellation_reason, names)
        for course, news, last in told
    ]


def _change(notice: ChangeNotice) -> Change:
    change = notice.change
    return Change(
        Placement.from_data(change.before),
        Placement.from_data(change.after),
        cancelled=change.cancelled,
        restored=change.restored,
    )
