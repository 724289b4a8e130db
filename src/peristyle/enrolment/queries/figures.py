"""Counting enrolments by étape, composante and day, beside the same day a year before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from operator import add

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from peristyle.curriculum.public import Step
from peristyle.enrolment.models import Admission, Enrolment
from peristyle.enrolment.queries.students import steps_within
from peristyle.enrolment.rules.capabilities import READ_FIGURES
from peristyle.enrolment.rules.figures import Tally, same_day_last_year
from peristyle.people.public import Component, Person

ONE_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True)
class StepFigures:
    """An étape and its tally."""

    step: Step
    tally: Tally


@dataclass(frozen=True)
class DayFigures:
    """How many enrolments were validated on a day, and on the same day a year before."""

    day: date
    count: int
    last_year: int


@dataclass(frozen=True)
class Figures:
    """The figures of an academic year on a day, within the composantes of an officer."""

    year: int
    day: date
    steps: tuple[StepFigures, ...]
    days: tuple[DayFigures, ...]
    not_enrolled: int

    @property
    def total(self) -> Tally:
        """All étapes together."""
        return reduce(add, (line.tally for line in self.steps), Tally())

    @property
    def components(self) -> list[tuple[Component, Tally]]:
        """Each composante and the tally of its étapes."""
        tallies: dict[Component, Tally] = {}
        for line in self.steps:
            component = line.step.degree.component
            tallies[component] = tallies.get(component, Tally()) + line.tally
        return sorted(tallies.items(), key=lambda pair: pair[0].name)


def figures(officer: Person, year: int, day: date, component: str = "") -> Figures:
    """What stands at the end of a day: four queries, however many students."""
    steps = steps_within(officer, READ_FIGURES)
    if component:
        steps = steps.filter(degree__component=component)
    known = {step.pk: step for step in steps}
    last_day = same_day_last_year(day)
    tallies = {
        step_id: Tally(standing, last_year, cancelled)
        for step_id, standing, last_year, cancelled in Enrolment.objects.filter(
            academic_year__in=(year, year - 1), step__in=list(known)
        )
        .order_by()
        .values("step")
        .annotate(
            standing=Count("pk", filter=_standing(year, day)),
            last_year=Count("pk", filter=_standing(year - 1, last_day)),
            cancelled=Count("pk", filter=Q(academic_year=year, cancelled_at__lt=_end_of(day))),
        )
        .values_list("step", "standing", "last_year", "cancelled")
    }
    admitted = Admission.objects.filter(academic_year=year, step__in=list(known), file__enrolment=None)
    return Figures(
        year=year,
        day=day,
        steps=tuple(StepFigures(step, tallies[pk]) for pk, step in known.items() if pk in tallies),
        days=_days(year, day, list(known)),
        not_enrolled=admitted.count(),
    )


def _days(year: int, day: date, steps: list[int]) -> tuple[DayFigures, ...]:
    now = _by_day(Enrolment.objects.filter(_standing(year, day), step__in=steps))
    before = _by_day(Enrolment.objects.filter(_standing(year - 1, same_day_last_year(day)), step__in=steps))
    shifted: dict[date, int] = {}
    for last_day, count in before.items():
        its_day = _a_year_later(last_day)
        shifted[its_day] = shifted.get(its_day, 0) + count
    return tuple(DayFigures(each, now.get(each, 0), shifted.get(each, 0)) for each in sorted({*now, *shifted}))


def every_day(days: Sequence[DayFigures], until: date) -> list[DayFigures]:
    """From the first of these days on, none left out, that time runs evenly: until a day, a year later at most."""
    if not days:
        return []
    known, first = {each.day: each for each in days}, days[0].day
    count = (max(days[-1].day, min(until, first + A_YEAR)) - first).days + 1
    run = (first + place * ONE_DAY for place in range(count))
    return [known.get(day) or DayFigures(day, 0, 0) for day in run]


def _by_day(enrolments: QuerySet[Enrolment]) -> dict[date, int]:
    by_day = enrolments.order_by().annotate(day=TruncDate("validated_at")).values("day").annotate(count=Count("pk"))
    return dict(by_day.values_list("day", "count"))


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _standing(year: int, day: date) -> Q:
    end = _end_of(day)
    still_there = Q(cancelled_at=None) | Q(cancelled_at__gte=end)
    return Q(academic_year=year, validated_at__lt=end) & still_there


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))
