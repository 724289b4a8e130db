"""Weeks of classes: which ones of a year a weekly class falls in, and slots moved from one to another."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.days import Span, week_of
from peristyle.timetable.rules.sessions import Slot


class Rhythm(LabelledEnum):
    """In which weeks a weekly class takes place; odd and even as calendars number them (ISO 8601)."""

    EVERY = "every", _("Toutes les semaines")
    ODD = "odd", _("Semaines impaires")
    EVEN = "even", _("Semaines paires")
    CHOSEN = "chosen", _("Semaines choisies")


def teaching_weeks(weekday: int, classes: Iterable[Span], holidays: Collection[Span]) -> list[date]:
    """The Mondays of the weeks whose `weekday` (Monday is 1) is a day of classes, and no holiday."""
    found: set[date] = set()
    for period in classes:
        day = week_of(period.first).first + timedelta(days=weekday - 1)
        while day <= period.last:
            if day in period and not any(day in each for each in holidays):
                found.add(week_of(day).first)
            day += timedelta(weeks=1)
    return sorted(found)


def weeks_of(rhythm: Rhythm, teaching: Iterable[date], chosen: Collection[date] = ()) -> list[date]:
    """The weeks of classes (Mondays) that follow a rhythm; chosen ones may also lie outside the weeks of classes."""
    if rhythm == Rhythm.CHOSEN:
        return sorted(set(chosen))
    if rhythm == Rhythm.EVERY:
        return sorted(teaching)
    rest = 1 if rhythm == Rhythm.ODD else 0
    return sorted(monday for monday in teaching if monday.isocalendar().week % 2 == rest)


def slot_on(day: date, starts: time, minutes: int) -> Slot:
    """That long on a day, from an hour that people read on their clocks."""
    starts_at = timezone.make_aware(datetime.combine(day, starts))
    return Slot(starts_at, starts_at + timedelta(minutes=minutes))


def days_later(slot: Slot, days: int) -> Slot:
    """At the same hour of the clock, that many days later, whatever summer time does in between."""
    local = timezone.localtime(slot.starts_at)
    return slot_on(local.date() + timedelta(days=days), local.time(), int(slot.length.total_seconds() // 60))
