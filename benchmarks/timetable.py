"""Timetables among 60,000 students and 100,000 dated sessions on PostgreSQL: a week, the next class, a session moved.

The bars: 95 of a hundred checks of a move, in the process itself, take under 20 ms, and 95 of a hundred suggestions of
slots for a session under 300 ms. `python -m benchmarks.timetable [COHORTS]`, of 400 students each.
"""

import subprocess
import sys
import tempfile
import time

from benchmarks.percentiles import percentile
from benchmarks.servers import PERISTYLE, URL, asked, settings
from tests.harness.postgresql import cluster

BARS = {"a move": 20, "a suggestion": 300}
COHORTS = 150
_WRITE = """
from benchmarks.semester import write_semester
answer = write_semester({cohorts})
"""
_READINGS = """
import random, time
from datetime import timedelta
from benchmarks.semester import HOURS, hour
from peristyle.people.public import Person
from peristyle.timetable.queries.next_session import coming_sessions
from peristyle.timetable.public import Placement, Session, between, conflicts_of, suggest, timetable_of

draw = random.Random(1)
students = list(Person.objects.filter(birth_name__startswith="Étudiant").order_by("pk")[:: 200])
teachers = list(Person.objects.filter(birth_name__startswith="Enseignant").order_by("pk")[:: 10])
draw.shuffle(students)
lectures, classes = (
    list(Session.objects.filter(activity__kind=kind).select_related("activity__unit").order_by("pk")[:: 157])
    for kind in ("CM", "TD")
)

def week(person):
    monday = hour(draw.randrange(HOURS)).starts_at
    list(between(timetable_of(person), monday, monday + timedelta(days=7)))

def next_class(person):
    coming_sessions(person, hour(draw.randrange(HOURS)).starts_at)

def move(session):
    placement = session.placement()
    there = Placement(hour(draw.randrange(HOURS)), placement.rooms, placement.teachers, placement.groups)
    start = time.perf_counter()
    conflicts_of(session.activity, there, session_id=session.pk)
    return time.perf_counter() - start

def suggestion(session):
    around = max(clock.today(), hour(draw.randrange(HOURS)).starts_at.date())
    suggest(session.activity, session=session, around=around)

kinds = {
    "a student’s week": (week, students),
    "a teacher’s week": (week, teachers),
    "a student’s next class": (next_class, students),
    "a move of a lecture for 400": (move, lectures),
    "a move of a class for 40": (move, classes),
    "a suggestion for a lecture": (suggestion, lectures),
    "a suggestion for a class": (suggestion, classes),
}
answer = {}
for kind, (read, questions) in kinds.items():
    answer[kind] = []
    for question in [*questions[:5], *questions[:300]]:
        start = time.perf_counter()
        alone = read(question)
        answer[kind].append((alone or time.perf_counter() - start) * 1000)
answer = {kind: times[5:] for kind, times in answer.items()}
"""


def main() -> int:
    """Print what 95 of a hundred of each stay under; status 1 if one takes longer than its bar."""
    cohorts = int(sys.argv[1]) if len(sys.argv) > 1 else COHORTS
    with tempfile.TemporaryDirectory() as directory, cluster() as postgresql:
        environment = {"PERISTYLE_DATA": directory, "DATABASE_URL": postgresql, "PERISTYLE_URL": URL}
        start = time.perf_counter()
        subprocess.run([PERISTYLE, "migrate"], env=settings(environment), check=True, stdout=subprocess.DEVNULL)
        sessions = asked(environment, _WRITE.format(cohorts=cohorts))
        print(f"{sessions} sessions written in {time.perf_counter() - start:.0f} s")
        taken: dict[str, list[float]] = asked(environment, _READINGS)
    limits = {kind: percentile(times) for kind, times in taken.items()}
    for kind, milliseconds in limits.items():
        print(f"{kind}: {milliseconds:.1f} ms")
    missed = [
        kind for kind, took in limits.items() for what, bar in BARS.items() if kind.startswith(what) and took >= bar
    ]
    print(f"bars {BARS}: {'missed by ' + ', '.join(missed) if missed else 'met'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
