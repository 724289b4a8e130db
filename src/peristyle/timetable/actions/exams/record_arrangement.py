"""Take down what a student is entitled to at exams, or that it ends."""

from datetime import date, timedelta

from django.db import transaction

from peristyle.audit.public import record
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.models import ExamArrangement


class Overlapping(Exception):
    """Something else is taken down for some of these days: `other` says what."""

    def __init__(self, other: ExamArrangement) -> None:
        """With what stands there already."""
        super().__init__(str(other))
        self.other = other


def record_arrangement(
    person: Person,
    *,
    extra_per_hour: int,
    apart: bool,
    wheelchair: bool,
    starts_on: date,
    ends_on: date,
    by: Person,
) -> ExamArrangement:
    """From a day to a day; on each day one arrangement holds. The journal tells that, not what. Raises Overlapping."""
    with transaction.atomic():
        # Of two who write for the same student, the second one finds what the first one wrote.
        Person.objects.select_for_update().get(pk=person.pk)
        other = ExamArrangement.objects.filter(person=person, starts_on__lte=ends_on, ends_on__gte=starts_on).first()
        if other:
            raise Overlapping(other)
        made = ExamArrangement.objects.create(
            person=person,
            extra_per_hour=extra_per_hour,
            apart=apart,
            wheelchair=wheelchair,
            starts_on=starts_on,
            ends_on=ends_on,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        record("timetable.record_arrangement", actor=by, subject=person)
    return made


def end_arrangement(arrangement: ExamArrangement, *, by: Person) -> None:
    """It ends yesterday; one that had not begun never was."""
    yesterday = clock.today() - timedelta(days=1)
    with transaction.atomic():
        if arrangement.starts_on > yesterday:
            arrangement.delete()
        else:
            ExamArrangement.objects.filter(pk=arrangement.pk).update(ends_on=min(arrangement.ends_on, yesterday))
        record("timetable.end_arrangement", actor=by, subject=arrangement.person)
