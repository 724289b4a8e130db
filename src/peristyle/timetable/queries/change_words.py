"""What changed in a session, in words of the present language."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.people.public import Person
from peristyle.timetable.models import Activity, Room
from peristyle.timetable.rules.notices import Course, News
from peristyle.timetable.rules.sessions import ActivityKind, Placement, Slot
from peristyle.ui.environment import long_date, time_of_day

#: In a letter and on a page alike: what was, then what is.
ARROW = "→"


@dataclass(frozen=True)
class Names:
    """What rooms and teachers of placements are called."""

    rooms: dict[str, str]
    teachers: dict[int, str]

    def rooms_of(self, placement: Placement) -> str:
        """Its rooms with their buildings."""
        return ", ".join(self.rooms[code] for code in sorted(placement.rooms)) or _("salle à préciser")

    def teachers_of(self, placement: Placement) -> str:
        """Its teachers."""
        return ", ".join(sorted(self.teachers[pk] for pk in placement.teachers)) or _("à préciser")


def names_of(placements: Iterable[Placement]) -> Names:
    """The names of all that these placements hold: two queries."""
    kept = list(placements)
    rooms = Room.objects.filter(pk__in={code for each in kept for code in each.rooms}).select_related("building")
    teachers = Person.objects.filter(pk__in={pk for each in kept for pk in each.teachers})
    return Names(
        {room.pk: f"{room.name} ({room.building})" for room in rooms},
        {person.pk: person.display_name for person in teachers},
    )


def title_of(activity: Activity) -> str:
    """« CM Algèbre linéaire (HAI501I) »: what people call it, the code second."""
    language = get_language() or "fr"
    name = activity.name(language)
    kind = ActivityKind(activity.kind)
    said = name if kind == ActivityKind.EVENT else f"{kind.label if kind == ActivityKind.EXAM else kind} {name}"
    return f"{said} ({activity.code})" if activity.code else said


def when_in_words(slot: Slot) -> str:
    """« mardi 1er décembre 2026, 8:00 – 9:30 »."""
    weekday = format_date(timezone.localtime(slot.starts_at), "EEEE", locale=get_language() or "fr")
    hours = f"{time_of_day(slot.starts_at)} – {time_of_day(slot.ends_at)}"
    return f"{weekday} {long_date(slot.starts_at)}, {hours}"


def change_in_words(activity: Activity, course: Course, news: News, reason: str, names: Names) -> dict[str, Any]:
    """A change as a letter tells it: which session, what happened, the facts old → new."""
    before, after = course.before, course.after
    where, who = names.rooms_of, names.teachers_of
    told = {
        News.CANCELLED: _("Cette séance est annulée."),
        News.RESTORED: _("Cette séance a finalement lieu."),
        News.MOVED: _("Cette séance change."),
        News.JOINED: _("Une séance s’ajoute à votre emploi du temps."),
        News.LEFT: _("Cette séance n’est plus dans votre emploi du temps."),
    }[news]
    if news in (News.CANCELLED, News.LEFT):
        facts = [(_("Quand"), when_in_words(before.slot)), (_("Où"), where(before))]
        if news == News.CANCELLED and reason:
            facts.append((_("Raison"), reason))
    elif news == News.MOVED:
        facts = [
            (_("Quand"), _arrow(when_in_words(before.slot), when_in_words(after.slot))),
            (_("Où"), _arrow(where(before), where(after))),
        ]
        if before.teachers != after.teachers:
            facts.append((_("Avec"), _arrow(who(before), who(after))))
    else:
        facts = [(_("Quand"), when_in_words(after.slot)), (_("Où"), where(after))]
    return {"title": title_of(activity), "told": told, "facts": facts}


def _arrow(before: str, after: str) -> str:
    return after if before == after else f"{before} {ARROW} {after}"
