"""A year's timetable of a large university, straight into the database: 60,000 students, 100,500 dated sessions.

150 cohorts of 400 students take ten units each: 27 lectures for all, and four classes for each of ten groups.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from peristyle.curriculum.public import AcademicYear, ClassKind, TeachingGroup, TeachingUnit, open_year, sync_calendar
from peristyle.demo.actions.write_timetable import write_held, write_published
from peristyle.kernel import clock
from peristyle.people.public import Person, sync_components
from peristyle.timetable.models import Building
from peristyle.timetable.public import Activity, Placement, Room, RoomKind, Session, Slot

COHORTS, STUDENTS, UNITS, GROUPS = 150, 400, 10, 10
LECTURES, CLASSES = 27, 4
YEAR, MONDAY = 2026, date(2026, 9, 7)
STARTS = (time(8), time(9, 45), time(11, 30), time(13, 15), time(15), time(16, 45))
HOURS_A_WEEK = 5 * len(STARTS)
HOURS = 26 * HOURS_A_WEEK
LASTS = timedelta(minutes=90)
BATCH = 5000
_ENROL = """
    INSERT INTO curriculum_unitenrolment (person_id, unit_id, year_id, nature, asked_at, validated_at, refusal_reason)
    SELECT person, unit, %(year)s, 'obligatoire', now(), now(), ''
    FROM unnest(%(persons)s::bigint[]) WITH ORDINALITY AS one (person, place)
    JOIN unnest(%(units)s::bigint[]) WITH ORDINALITY AS other (unit, unit_place)
    ON (place - 1) / %(students)s = (unit_place - 1) / %(taken)s
"""
_ASSIGN = """
    INSERT INTO curriculum_groupmembership (enrolment_id, group_id, kind, since)
    SELECT enrolment.id, taught.id, taught.kind, now()
    FROM curriculum_unitenrolment AS enrolment
    JOIN curriculum_teachinggroup AS taught ON taught.unit_id = enrolment.unit_id
    WHERE taught.kind = 'CM' OR taught.name = (enrolment.person_id %% %(groups)s)::text
"""


def write_semester(cohorts: int = COHORTS) -> int:
    """All of it, or a smaller university; returns how many sessions."""
    sync_components()
    sync_calendar()
    year = open_year(YEAR)
    persons = _write_persons("Étudiant", cohorts * STUDENTS)
    teachers = _write_persons("Enseignant", cohorts * GROUPS)
    units = TeachingUnit.objects.bulk_create(
        TeachingUnit(code=f"U{number}", name_fr=f"Élément {number}", kind="ue", component_id="FDS")
        for number in range(cohorts * UNITS)
    )
    activities = _write_activities(units, year)
    with connection.cursor() as cursor:
        taken = {"persons": persons, "units": [each.pk for each in units], "year": YEAR}
        cursor.execute(_ENROL, {**taken, "students": STUDENTS, "taken": UNITS})
        cursor.execute(_ASSIGN, {"groups": GROUPS})
    _write_rooms(cohorts)
    standing = list(_sessions(activities, teachers, cohorts))
    Session.objects.bulk_create((session for session, _ in standing), batch_size=BATCH)
    write_held(standing)
    write_published(standing, clock.now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return len(standing)


def _write_persons(name: str, how_many: int) -> list[int]:
    rows = (
        Person(given_name="Lou", birth_name=f"{name} {number}", birth_date=date(2006, 1, 1), created_at=clock.now())
        for number in range(how_many)
    )
    return [person.pk for person in Person.objects.bulk_create(rows, batch_size=BATCH)]


def _write_activities(units: list[TeachingUnit], year: AcademicYear) -> list[tuple[Activity, int]]:
    """Of each unit in turn, its lectures, then the classes of each group; and of each, its group."""
    groups = TeachingGroup.objects.bulk_create(
        (
            TeachingGroup(unit=unit, year=year, kind=kind, name=name, capacity=STUDENTS)
            for unit in units
            for kind, name in ((ClassKind.CM, "CM"), *((ClassKind.TD, str(number)) for number in range(GROUPS)))
        ),
        batch_size=BATCH,
    )
    activities = Activity.objects.bulk_create(
        (Activity(year=year, unit=group.unit, kind=group.kind, component_id="FDS") for group in groups),
        batch_size=BATCH,
    )
    Activity.groups.through.objects.bulk_create(
        (
            Activity.groups.through(activity=activity, teachinggroup_id=group.pk)
            for activity, group in zip(activities, groups, strict=True)
        ),
        batch_size=BATCH,
    )
    return [(activity, group.pk) for activity, group in zip(activities, groups, strict=True)]


def _write_rooms(cohorts: int) -> None:
    """For each cohort a lecture hall and ten classrooms, on one site or the other."""
    sites = [Building.objects.create(code=site, name=site, site=site) for site in ("Triolet", "Richter")]
    Room.objects.bulk_create(
        Room(
            code=f"{cohort}-{number}",
            name=f"{cohort}-{number}",
            building=sites[cohort % 2],
            kind=kind,
            capacity=STUDENTS,
        )
        for cohort in range(cohorts)
        for number, kind in enumerate((RoomKind.LECTURE_HALL, *(RoomKind.CLASSROOM,) * GROUPS))
    )


def _sessions(
    activities: list[tuple[Activity, int]], teachers: list[int], cohorts: int
) -> Iterator[tuple[Session, Placement]]:
    """At every hour of a cohort a lecture, or the classes of its ten groups side by side."""
    times = LECTURES + CLASSES
    for cohort in range(cohorts):
        for number in range(UNITS * times):
            unit, turn = divmod(number, times)
            slot = hour((number * HOURS // (UNITS * times) + cohort * 7) % HOURS)
            for place in (0,) if turn < LECTURES else range(1, GROUPS + 1):
                activity, group = activities[(cohort * UNITS + unit) * (GROUPS + 1) + place]
                teacher = teachers[cohort * GROUPS + (place - 1 if place else unit)]
                session = Session(
                    activity=activity, starts_at=slot.starts_at, ends_at=slot.ends_at, changed_at=slot.starts_at
                )
                yield (
                    session,
                    Placement(slot, frozenset({f"{cohort}-{place}"}), frozenset({teacher}), frozenset({group})),
                )


def hour(number: int) -> Slot:
    """One of the hours at which one teaches, from the first of the year on."""
    week, rest = divmod(number, HOURS_A_WEEK)
    day, start = divmod(rest, len(STARTS))
    starts_at = timezone.make_aware(datetime.combine(MONDAY + timedelta(weeks=week, days=day), STARTS[start]))
    return Slot(starts_at, starts_at + LASTS)
