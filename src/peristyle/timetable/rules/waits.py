"""How long until something starts, as people say it."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE = 60
_HOUR = 60


def wait_in_words(starts_at: datetime, now: datetime) -> str:
    """« dans 5 minutes », « dans 2 h 15 » today; « demain à 08:00 », « lundi à 08:00 » within a week; else the date."""
    start, present = timezone.localtime(starts_at), timezone.localtime(now)
    days = (start.date() - present.date()).days
    if days == 0:
        # In UTC: two instants of one time zone are otherwise subtracted as if no clock ever changed.
        return _today(starts_at.astimezone(UTC) - now.astimezone(UTC))
    said = {"hour": f"{start:%H:%M}", "day": WEEKDAYS[start.weekday()], "date": f"{start:%d/%m/%Y}"}
    if days == 1:
        return _("demain à %(hour)s") % said
    return _("%(day)s à %(hour)s") % said if days < len(WEEKDAYS) else _("le %(date)s à %(hour)s") % said


def _today(wait: timedelta) -> str:
    minutes = -(-int(wait.total_seconds()) // _MINUTE)
    if minutes < 1:
        return _("maintenant")
    if minutes < _HOUR:
        return ngettext("dans %(count)s minute", "dans %(count)s minutes", minutes) % {"count": minutes}
    hours, rest = divmod(minutes, _HOUR)
    if not rest:
        return ngettext("dans %(count)s heure", "dans %(count)s heures", hours) % {"count": hours}
    return _("dans %(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02}"}
