"""Academic years from dates: 2026-2027 starts on 1 September 2026, unless the institution says otherwise."""

from datetime import date, timedelta


def academic_year_of(day: date, start_month: int, start_day: int) -> int:
    """The number of the academic year `day` lies in."""
    return day.year if (day.month, day.day) >= (start_month, start_day) else day.year - 1


def bounds(number: int, start_month: int, start_day: int) -> tuple[date, date]:
    """The first and last day of an academic year."""
    return date(number, start_month, start_day), date(number + 1, start_month, start_day) - timedelta(days=1)
