"""See a unit as one likes in one's own timetable."""

from peristyle.curriculum.public import TeachingUnit
from peristyle.people.public import Person
from peristyle.timetable.actions.touch_timetables import touch
from peristyle.timetable.models import UnitLook


def change_look(person: Person, unit: TeachingUnit, *, name: str, tone: str, hidden: bool) -> None:
    """Name it, colour it, hide it, for oneself alone; as it is in all three: the look is forgotten.

    Names and what is hidden are read in one's own calendars too.
    """
    if name or tone or hidden:
        look = {"name": name, "tone": tone, "hidden": hidden}
        UnitLook.objects.update_or_create(person=person, unit=unit, defaults=look)
    else:
        UnitLook.objects.filter(person=person, unit=unit).delete()
    touch([person.pk])
