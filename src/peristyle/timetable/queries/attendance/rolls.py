"""The roll of a session: whom it awaits, how each stands, what its teacher may look at twice."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from peristyle.people.public import Person
from peristyle.timetable.models import Attendance, AttendanceCorrection, PublishedSession, Roll
from peristyle.timetable.queries.audiences import students_of
from peristyle.timetable.queries.planning.scope import within
from peristyle.timetable.queries.requests import session_taught
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.queries.timetables import with_what_is_shown
from peristyle.timetable.rules.attendance import Presence, Times


@dataclass(frozen=True)
class Line:
    """Somebody on a roll. `shared_with` are the others for whom the same browser signed; a guest was not expected."""

    person: Person
    attendance: Attendance | None
    expected: bool
    shared_with: tuple[Person, ...] = ()

    @property
    def presence(self) -> Presence | None:
        """How they stand; nothing is known of whoever has not signed before the roll is closed."""
        return Presence(self.attendance.presence) if self.attendance else None

    @property
    def last_correction(self) -> AttendanceCorrection | None:
        """What their teacher put right last."""
        return next(iter(self.attendance.corrections.all()), None) if self.attendance else None


@dataclass(frozen=True)
class FullRoll:
    """Everybody on a roll, by name."""

    lines: list[Line]

    @cached_property
    def counts(self) -> Counter[Presence | None]:
        """How many stand in each way; None: nothing is known of them yet."""
        return Counter(line.presence for line in self.lines)

    @cached_property
    def signed(self) -> int:
        """How many are there."""
        return self.counts[Presence.PRESENT] + self.counts[Presence.LATE]

    @cached_property
    def doubts(self) -> list[Line]:
        """Those for whom a browser signed that signed for somebody else too."""
        return [line for line in self.lines if line.shared_with]


def times_of(session: PublishedSession) -> Times:
    """The instants that count for its roll."""
    return Times(session.slot, timetable_rules().attendance)


def session_to_call(teacher: Person) -> QuerySet[PublishedSession]:
    """The sessions whose roll a teacher keeps, each with its roll if it was called."""
    return session_taught(teacher).select_related("roll")


def session_to_read(reader: Person, uid: UUID) -> PublishedSession | None:
    """A session whose roll somebody may read: its teachers, and the planners of its composante."""
    taught = session_to_call(reader).filter(session__uid=uid).first()
    if taught:
        return taught
    planned = PublishedSession.objects.filter(within("activity__component", reader), session__uid=uid)
    return with_what_is_shown(planned).select_related("roll").first()


def roll_of(session: PublishedSession) -> Roll | None:
    """Its roll, if it was called; needs its roll to have been joined."""
    return getattr(session, "roll", None)


def awaited(session: PublishedSession) -> set[int]:
    """The persons whom a session awaits, as they are enrolled now: three queries at most."""
    return students_of(session.activity, [group.pk for group in session.groups.all()])


def full_roll(session: PublishedSession) -> FullRoll:
    """Everybody whom a session awaits, and whoever signed: six queries at most, however many they are."""
    expected = awaited(session)
    last = Prefetch("corrections", AttendanceCorrection.objects.select_related("by"))
    kept = {
        each.person_id: each
        for each in Attendance.objects.filter(roll=session.pk).select_related("person").prefetch_related(last)
    }
    persons = {each.person_id: each.person for each in kept.values()}
    persons |= Person.objects.in_bulk(expected - persons.keys())
    browsers: dict[str, list[int]] = defaultdict(list)
    for each in kept.values():
        if each.browser:
            browsers[each.browser].append(each.person_id)
    lines = [
        Line(
            person,
            attendance := kept.get(pk),
            pk in expected,
            tuple(persons[other] for other in browsers[attendance.browser] if other != pk)
            if attendance and attendance.browser
            else (),
        )
        for pk, person in persons.items()
    ]
    return FullRoll(sorted(lines, key=_by_name))


def version_of(session: PublishedSession, now: datetime) -> str:
    """What changes whenever the roll does: one query."""
    seen = Attendance.objects.filter(roll=session.pk).aggregate(count=Count("pk"), at=Max("changed_at"))
    roll = roll_of(session)
    stands = "closed" if roll is None or roll.closed_at else "open" if times_of(session).is_open(now) else "shut"
    return f"{seen['count']}-{seen['at'].timestamp() if seen['at'] else 0}-{stands}"


def signed_count(session: PublishedSession) -> int:
    """How many are there."""
    there = (Presence.PRESENT, Presence.LATE)
    return Attendance.objects.filter(roll=session.pk, presence__in=there).count()


def rolls_to_close(now: datetime) -> list[PublishedSession]:
    """The sessions whose roll is open although nobody can sign any more."""
    still = Roll.objects.filter(closed_at=None).filter(Q(session__ends_at__lt=now) | ~Q(session__cancelled_at=None))
    sessions = PublishedSession.objects.filter(pk__in=still.values("pk")).select_related("roll", "activity")
    return [each for each in sessions if each.cancelled or now >= times_of(each).closes_at]


def _by_name(line: Line) -> tuple[str, str, int]:
    person = line.person
    return person.shown_name.casefold(), person.shown_given_name.casefold(), person.pk
