"""Bring the calendars of the institution's calendar.toml into the database."""

from django.db import transaction

from peristyle.curriculum.actions.open_year import open_year
from peristyle.curriculum.models import CalendarPeriod
from peristyle.curriculum.rules.calendar_file import NAME, CalendarFile
from peristyle.kernel import institution


@transaction.atomic
def sync_calendar() -> int:
    """Make the periods of each year in the file those of the file; other years stay. Returns how many periods."""
    file = institution.beside(NAME, CalendarFile)
    if file is None:
        return 0
    CalendarPeriod.objects.filter(year_id__in=[year.number for year in file.years]).delete()
    periods = [
        CalendarPeriod(
            year=open_year(year.number),
            kind=period.kind,
            name_fr=period.fr,
            name_en=period.en,
            starts_on=period.starts_on,
            ends_on=period.ends_on,
        )
        for year in file.years
        for period in year.periods
    ]
    return len(CalendarPeriod.objects.bulk_create(periods))
