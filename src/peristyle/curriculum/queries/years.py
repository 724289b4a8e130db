"""Finding years, their calendars, and étapes."""

from datetime import date

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateField, QuerySet

from peristyle.curriculum.models import CalendarPeriod, Step
from peristyle.curriculum.rules.years import academic_year_of
from peristyle.kernel import clock, institution
from peristyle.kernel.prepared import Given, Reading


def year_start() -> tuple[int, int]:
    """The month and day on which academic years start."""
    month, day = institution.current().academic_year.starts.split("-")
    return int(month), int(day)


def current_year_number() -> int:
    """The number of the present academic year."""
    return academic_year_of(clock.today(), *year_start())


def all_steps() -> QuerySet[Step]:
    """Every étape with its degree and composante."""
    return Step.objects.select_related("degree__component")


def find_step(code: str, version: str | None = None) -> Step | None:
    """The étape with this code, in this version or the newest."""
    steps = all_steps().filter(code=code.upper())
    return (steps.filter(version=version) if version else steps.order_by("-version")).first()


def calendar_of(year_number: int) -> QuerySet[CalendarPeriod]:
    """The periods of an academic year, in their order."""
    return CalendarPeriod.objects.filter(year_id=year_number)


def published_calendars() -> QuerySet[CalendarPeriod, int]:
    """The numbers of the years that have a calendar."""
    return CalendarPeriod.objects.order_by("year_id").values_list("year_id", flat=True).distinct()


def period_at(day: date) -> CalendarPeriod | None:
    """The period that says most of a day: holidays before the classes they interrupt. Every home asks."""
    rows = _periods_around.rows(day=day)
    return CalendarPeriod.from_db(DEFAULT_DB_ALIAS, _COLUMNS, rows[0]) if rows else None


_COLUMNS = [field.attname for field in CalendarPeriod._meta.concrete_fields]  # noqa: SLF001 — Django documents _meta
_periods_around = Reading(
    lambda: (
        CalendarPeriod.objects.filter(starts_on__lte=Given("day", DateField()), ends_on__gte=Given("day", DateField()))
        .order_by("-starts_on", "ends_on", "id")
        .values_list(*_COLUMNS)
    )
)
