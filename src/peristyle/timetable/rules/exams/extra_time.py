"""Extra time of students who are entitled to it.

« Une majoration du temps imparti pour une ou plusieurs épreuves, qui ne peut excéder le tiers du temps normalement
prévu pour chacune d’elles. Toutefois, cette majoration peut être allongée » (code de l’éducation, D613-26). A third is
twenty minutes an hour.
"""

from datetime import timedelta

from peristyle.timetable.rules.sessions import Slot

HOUR = 60
#: What may be granted, in minutes an hour: none, a quarter, a third, a half, as long again.
GRANTED = (0, 15, 20, 30, 60)


def extra_time(length: timedelta, per_hour: int) -> timedelta:
    """How much longer somebody has for an exam of this length; a minute begun is given."""
    minutes = int(length.total_seconds()) // 60
    return timedelta(minutes=-(-minutes * per_hour // HOUR))


def own_slot(slot: Slot, extra_per_hour: int) -> Slot:
    """From when to when somebody writes who has so many minutes an hour on top."""
    return Slot(slot.starts_at, slot.ends_at + extra_time(slot.length, extra_per_hour))
