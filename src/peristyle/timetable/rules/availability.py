"""When a teacher or a room is not to be had: once, or each week at the same hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.sessions import Slot


class Wish(LabelledEnum):
    """How strongly somebody asks to be left out."""

    IMPOSSIBLE = "impossible", _("Impossible")
    UNDESIRED = "undesired", _("À éviter")


class Weekday(LabelledEnum):
    """The days of the week, numbered from Monday as Python does."""

    MONDAY = "0", _("Lundi")
    TUESDAY = "1", _("Mardi")
    WEDNESDAY = "2", _("Mercredi")
    THURSDAY = "3", _("Jeudi")
    FRIDAY = "4", _("Vendredi")
    SATURDAY = "5", _("Samedi")
    SUNDAY = "6", _("Dimanche")


class Unavailable(Protocol):
    """What an unavailability says of its time: an instant to another, or a weekday with its hours and its weeks."""

    weekday: int | None
    starts: time | None
    ends: time | None
    weeks: list[str] | None
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True)
class Hours:
    """Part of a day, in the institution's time."""

    day: date
    starts: time
    ends: time


def hours_of(slot: Slot) -> Iterator[Hours]:
    """A slot day by day; midnight ends a day as its last instant."""
    starts, ends = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    day = starts.date()
    while datetime.combine(day, time.min) < ends.replace(tzinfo=None):
        yield Hours(
            day,
            starts.time() if day == starts.date() else time.min,
            ends.time() if day == ends.date() else time.max,
        )
        day += timedelta(days=1)


def covers(unavailable: Unavailable, slot: Slot) -> bool:
    """Whether an unavailability has an instant of a slot."""
    if unavailable.starts_at and unavailable.ends_at:
        return slot.overlaps(Slot(unavailable.starts_at, unavailable.ends_at))
    return any(_meets(unavailable, hours) for hours in hours_of(slot))


def occurrences(unavailable: Unavailable, window: Slot) -> list[Slot]:
    """When an unavailability holds, as far as it has an instant of a window; each in full."""
    if unavailable.starts_at and unavailable.ends_at:
        once = Slot(unavailable.starts_at, unavailable.ends_at)
        return [once] if window.overlaps(once) else []
    return [
        Slot(_instant(hours.day, unavailable.starts), _instant(hours.day, unavailable.ends))
        for hours in hours_of(window)
        if unavailable.starts and unavailable.ends and _meets(unavailable, hours)
    ]


def monday_of(day: date) -> date:
    """The first day of its week."""
    return day - timedelta(days=day.weekday())


def mondays(first: date, last: date) -> list[date]:
    """The Mondays of the weeks that have a day from the first to the last."""
    monday = monday_of(first)
    return [monday + timedelta(weeks=number) for number in range((last - monday).days // 7 + 1)]


def _instant(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def _meets(unavailable: Unavailable, hours: Hours) -> bool:
    if unavailable.weekday != hours.day.weekday() or unavailable.starts is None or unavailable.ends is None:
        return False
    if unavailable.weeks is not None and monday_of(hours.day).isoformat() not in unavailable.weeks:
        return False
    return unavailable.starts < hours.ends and hours.starts < unavailable.ends
