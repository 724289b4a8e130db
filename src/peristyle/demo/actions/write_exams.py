"""Write down the next exams of a faculty: dated, seated and published, but for the last one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from peristyle.curriculum.public import (
    AcademicYear,
    CalendarPeriod,
    GroupMembership,
    PeriodKind,
    Step,
    all_steps,
    load_trees,
)
from peristyle.kernel import clock
from peristyle.people.public import Person
from peristyle.timetable.public import (
    Activity,
    ActivityKind,
    Equipment,
    Exam,
    Lack,
    Placement,
    RoomKind,
    SeatOrder,
    Session,
    Slot,
    create_session,
    described_exam,
    free_rooms,
    give_rooms,
    invigilators_for,
    name_invigilator,
    planned_exams,
    publish_exam,
    record_arrangement,
    seat_students,
)

STEPS = ("EE1", "EE2", "EE3")
SITE = "Richter"
STARTS, BETWEEN_TWO, LASTS = (time(9), time(13, 30), time(16)), time(11, 15), timedelta(hours=2)
#: Classes of so many days before the exams are examined.
TAUGHT = timedelta(days=130)
#: Of so many students one is entitled to more time, and of so many of these one comes in a wheelchair.
ARRANGED, IN_WHEELCHAIR = 8, 3
SATURDAY = 5
REASON = "Session d’examens"


def write_exams(year: AcademicYear, planner: Person) -> None:
    """An exam for each unit of three étapes in the next period of exams; nothing when there is none any more."""
    period = CalendarPeriod.objects.filter(year=year, kind=PeriodKind.EXAMS, ends_on__gt=clock.today()).first()
    if period is None:
        return
    examination = _Examination(period, planner)
    if not examination.days:
        return
    steps = {step.code: step for step in all_steps().filter(code__in=STEPS)}
    for code in STEPS:
        if code in steps:
            examination.write(_lectures(steps[code], year, period), last=code == STEPS[-1])


def _lectures(step: Step, year: AcademicYear, period: CalendarPeriod) -> list[Activity]:
    """What is taught to an étape as a whole in the months before a period."""
    begins = timezone.make_aware(datetime.combine(period.starts_on, time()))
    taught = Activity.objects.filter(
        year=year,
        kind=ActivityKind.CM,
        unit__in=load_trees([step], year.number)[step.pk].units,
        sessions__starts_at__gt=begins - TAUGHT,
        sessions__starts_at__lt=begins,
    )
    return list(taught.select_related("unit").prefetch_related("groups", "teachers").order_by("unit__code").distinct())


class _Examination:
    """A period of exams as it fills: who is where at which hour."""

    def __init__(self, period: CalendarPeriod, planner: Person) -> None:
        self.planner = planner
        first = max(period.starts_on, clock.today() + timedelta(days=1))
        days = (first + timedelta(days=number) for number in range((period.ends_on - first).days + 1))
        self.days = [day for day in days if day.weekday() < SATURDAY]
        self.busy: dict[Slot, set[int]] = defaultdict(set)
        self.known: set[int] = set()

    def write(self, lectures: list[Activity], *, last: bool) -> None:
        """The exams of an étape, one a day as far as there are days; the very last one too near another, and undone."""
        for number, lecture in enumerate(lectures):
            students = set(
                GroupMembership.objects.filter(group__in=lecture.groups.all()).values_list(
                    "enrolment__person_id", flat=True
                )
            )
            self._arrange(students)
            if last and number and number == len(lectures) - 1:
                earlier = next((slot for slot, sitting in self.busy.items() if sitting & students), None)
                if earlier:
                    self._place(lecture, _slot(timezone.localdate(earlier.starts_at), BETWEEN_TWO))
                return
            slot = self._free_slot(self.days[number % len(self.days) :] + self.days, students)
            if slot:
                self._make_ready(self._place(lecture, slot))

    def _free_slot(self, days: Iterable[date], students: set[int]) -> Slot | None:
        for day in days:
            for starts in STARTS:
                slot = _slot(day, starts)
                if not students & self.busy[slot]:
                    self.busy[slot] |= students
                    return slot
        return None

    def _place(self, lecture: Activity, slot: Slot) -> Session:
        exam = Activity.objects.create(
            year=lecture.year,
            unit=lecture.unit,
            kind=ActivityKind.EXAM,
            component_id=lecture.component_id,
            session_minutes=int(LASTS / timedelta(minutes=1)),
        )
        exam.groups.set(lecture.groups.all())
        exam.teachers.set(lecture.teachers.all())
        groups = frozenset(group.pk for group in lecture.groups.all())
        return create_session(exam, Placement(slot, groups=groups), by=self.planner, reason=REASON)

    def _arrange(self, students: Iterable[int]) -> None:
        """Some of the students who are new here are entitled to more time."""
        for person in Person.objects.filter(pk__in=set(students) - self.known).order_by("pk"):
            self.known.add(person.pk)
            if len(self.known) % ARRANGED == 0:
                record_arrangement(
                    person,
                    extra_per_hour=20,
                    apart=True,
                    wheelchair=len(self.known) % (ARRANGED * IN_WHEELCHAIR) == 0,
                    starts_on=clock.today(),
                    ends_on=self.days[-1] + timedelta(days=180),
                    by=self.planner,
                )

    def _make_ready(self, session: Session) -> None:
        halls = _rooms(session, kind=RoomKind.LECTURE_HALL)
        apart = _rooms(session, kind=RoomKind.CLASSROOM, equipment__icontains=Equipment.WHEELCHAIR.value)[:1]
        for count in range(1, len(halls) + 1):
            give_rooms(session, rooms=halls[:count], apart=apart, by=self.planner, reason=REASON)
            if Lack.CAPACITY not in self._known(session).lacks:
                break
        seat_students(session, by=self.planner, order=SeatOrder.SHUFFLED)
        free = iter(invigilators_for(self._known(session).session))
        for room in self._known(session).rooms:
            for _wanted, found in zip(range(room.wanted), free, strict=False):
                shown = self._known(session).session
                name_invigilator(shown, found.person, room.room, by=self.planner, reason=REASON)
        if self._known(session).ready:
            publish_exam(session, by=self.planner)

    def _known(self, session: Session) -> Exam:
        return described_exam(planned_exams(self.planner).get(pk=session.pk))


def _rooms(session: Session, **wanted: Any) -> list[str]:
    """The rooms of the faculty's site that stay free whatever somebody's extra time, the largest first."""
    whole = Slot(session.starts_at, session.ends_at + LASTS)
    found = free_rooms(whole).filter(building__site=SITE, **wanted)
    return list(found.order_by("-capacity", "pk").values_list("pk", flat=True))


def _slot(day: date, starts: time) -> Slot:
    starts_at = timezone.make_aware(datetime.combine(day, starts))
    return Slot(starts_at, starts_at + LASTS)
