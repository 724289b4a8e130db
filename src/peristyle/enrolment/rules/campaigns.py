"""Which academic year people enrol in at a given day."""

from datetime import date, timedelta

#: Admissions for a year are pronounced from March on, six months before it starts.
OPENS_BEFORE = timedelta(days=184)


def campaign_year(day: date, start_month: int, start_day: int) -> int:
    """The number of the academic year people enrol in on `day`: the coming one from six months before its start."""
    return day.year if day >= date(day.year, start_month, start_day) - OPENS_BEFORE else day.year - 1


def affiliation_start(paid_on: date, year_starts_on: date) -> date:
    """The first day of the student's affiliation: that of the year, or that of the payment when it comes before."""
    return min(paid_on, year_starts_on)
