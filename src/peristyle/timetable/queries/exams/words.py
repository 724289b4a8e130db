"""Exams in words of the present language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from peristyle.timetable.models import Activity, Room
from peristyle.timetable.queries.change_words import ARROW, title_of, when_in_words
from peristyle.timetable.queries.exams.told import Told


def summons_in_words(activity: Activity, before: Told | None, after: Told, rooms: Mapping[str, Room]) -> dict[str, Any]:
    """A summons as a letter tells it, new, or with what changed: old → new."""

    def place(where: Told) -> str:
        room = rooms[where.room]
        return f"{room.name} ({room.building})"

    def arrow(then: str, now: str) -> str:
        return now if then == now else f"{then} {ARROW} {now}"

    former = before or after
    return {
        "title": title_of(activity),
        "new": before is None,
        "facts": [
            (_("Quand"), arrow(when_in_words(former.slot), when_in_words(after.slot))),
            (_("Où"), arrow(place(former), place(after))),
            (_("Place"), arrow(str(former.number), str(after.number))),
        ],
    }
