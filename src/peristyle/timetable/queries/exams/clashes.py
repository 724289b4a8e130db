"""Which students are expected at exams that do not go together: from what they are really enrolled in."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from peristyle.curriculum.public import GroupMembership, UnitEnrolment
from peristyle.people.public import Person
from peristyle.timetable.models import Session
from peristyle.timetable.queries.exams.sitters import (
    Arrangements,
    arranged,
    arrangements_of,
    students_by_session,
)
from peristyle.timetable.queries.planning.scope import with_what_they_hold
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.exams.clashes import Clash, Sitting, clashes
from peristyle.timetable.rules.exams.extra_time import own_slot
from peristyle.timetable.rules.sessions import ActivityKind, Slot


@dataclass(frozen=True)
class Clashing:
    """The students whom the same sessions bring into the same difficulty."""

    clash: Clash
    sessions: tuple[Session, ...]
    students: tuple[Person, ...]


def clashing_students(exams: QuerySet[Session]) -> list[Clashing]:
    """All that does not go together around these exams, the hard first, then in the order of time: ten queries."""
    own = list(exams.filter(cancelled_at=None))
    if not own:
        return []
    persons = set().union(*students_by_session(own).values())
    others = _around(own)
    sessions = {session.pk: session for session in [*own, *others]}
    sitters = _sitters(sessions.values(), persons)
    entitled = arrangements_of(persons, [timezone.localdate(each.starts_at) for each in own])
    rules = timetable_rules().exams
    found: dict[Clash, list[int]] = defaultdict(list)
    mine = {session.pk for session in own}
    for person, expected in sitters.items():
        sittings = [_sitting(sessions[pk], person, entitled) for pk in expected]
        for clash in clashes(sittings, rest=timedelta(minutes=rules.rest_minutes), per_day=rules.per_day):
            if mine.intersection(clash.sessions):
                found[clash].append(person)
    people = Person.objects.in_bulk({pk for several in found.values() for pk in several})
    told = [
        Clashing(
            clash,
            tuple(sessions[pk] for pk in clash.sessions),
            tuple(sorted((people[pk] for pk in several), key=lambda person: (person.shown_name, person.pk))),
        )
        for clash, several in found.items()
    ]
    return sorted(told, key=lambda each: (not each.clash.hard, each.sessions[0].starts_at, each.clash.sessions))


def _around(own: Sequence[Session]) -> list[Session]:
    """All else that takes place in the days of these exams: other exams, and classes while one of them is sat."""
    first, last = min(each.starts_at for each in own), max(each.ends_at for each in own)
    day = timedelta(days=1)
    around = Session.objects.filter(cancelled_at=None, starts_at__gt=first - day, starts_at__lt=last + day)
    around = around.exclude(pk__in=[each.pk for each in own]).exclude(activity__kind=ActivityKind.EVENT)
    others = with_what_they_hold(around.filter(Q(activity__whole_unit=True) | Q(held_groups__isnull=False)).distinct())
    windows = _windows(own)
    return [
        other
        for other in others
        if other.activity.kind == ActivityKind.EXAM or any(other.slot.overlaps(window) for window in windows)
    ]


def _windows(own: Sequence[Session]) -> set[Slot]:
    """When one of these exams is sat, by those with most time: twice its length."""
    return {Slot(each.starts_at, each.ends_at + each.slot.length) for each in own}


def _sitters(sessions: Collection[Session], persons: set[int]) -> dict[int, set[int]]:
    """The sessions at which each of these persons is expected: two queries."""
    found: dict[int, set[int]] = defaultdict(set)
    by_group: dict[int, set[int]] = defaultdict(set)
    whole: dict[tuple[int | None, int], set[int]] = defaultdict(set)
    for session in sessions:
        for held in session.held_groups.all():
            by_group[held.group_id].add(session.pk)
        if session.activity.whole_unit:
            whole[session.activity.unit_id, session.activity.year_id].add(session.pk)
    members = GroupMembership.objects.filter(group__in=by_group, enrolment__person__in=persons)
    for group_id, person_id in members.values_list("group_id", "enrolment__person_id"):
        found[person_id] |= by_group[group_id]
    takers = UnitEnrolment.objects.filter(
        unit__in={unit for unit, _year in whole if unit}, person__in=persons, validated_at__isnull=False
    )
    for unit_id, year_id, person_id in takers.values_list("unit_id", "year_id", "person_id"):
        found[person_id] |= whole.get((unit_id, year_id), set())
    return found


def _sitting(session: Session, person_id: int, entitled: Arrangements) -> Sitting:
    if session.activity.kind != ActivityKind.EXAM:
        return Sitting(session.pk, session.slot, exam=False)
    return Sitting(session.pk, own_slot(session.slot, arranged(entitled, person_id, session).extra_per_hour))
