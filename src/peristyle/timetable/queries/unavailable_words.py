"""Unavailabilities as people read them."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from peristyle.timetable.models import Unavailability
from peristyle.timetable.queries.change_words import when_in_words
from peristyle.timetable.rules.availability import Weekday
from peristyle.timetable.rules.sessions import Slot
from peristyle.ui.environment import date_and_time, long_date

_TO_SUNDAY = timedelta(days=6)


def unavailable_in_words(declared: Unavailability) -> str:
    """« Chaque lundi, 8:00 – 10:00, du 7 septembre au 20 décembre 2026 », or from an instant to another."""
    if declared.starts_at and declared.ends_at:
        first, last = timezone.localtime(declared.starts_at), timezone.localtime(declared.ends_at)
        if first.date() == last.date():
            return when_in_words(Slot(declared.starts_at, declared.ends_at))
        return _("du %(first)s au %(last)s") % {"first": date_and_time(first), "last": date_and_time(last)}
    said = {
        "day": str(Weekday(str(declared.weekday)).label).lower(),
        "starts": f"{declared.starts:%H:%M}",
        "ends": f"{declared.ends:%H:%M}",
    }
    if not declared.weeks:
        return _("chaque %(day)s, %(starts)s – %(ends)s") % said
    weeks = [date.fromisoformat(monday) for monday in declared.weeks]
    return _("chaque %(day)s, %(starts)s – %(ends)s, du %(first)s au %(last)s") % {
        **said,
        "first": long_date(min(weeks)),
        "last": long_date(max(weeks) + _TO_SUNDAY),
    }
