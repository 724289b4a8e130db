"""What the timetable says on the home page: the present class, else the next one."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peristyle.kernel import clock
from peristyle.kernel.services import HomeItem
from peristyle.people.public import Person
from peristyle.timetable.queries.next_session import Coming, coming_sessions
from peristyle.timetable.rules.waits import wait_in_words
from peristyle.ui.environment import time_of_day


def present_class(person: Person) -> Iterator[HomeItem]:
    """Where one is expected: what goes on and what follows, else what comes next and in how long."""
    now = clock.now()
    found = coming_sessions(person, now)
    following = "".join(
        _(" Ensuite : %(name)s à %(hour)s, %(room)s.")
        % {"name": _name(each), "hour": time_of_day(each.slot.starts_at), "room": _where(each)}
        for each in found.next[:1]
        if found.now and each.slot.starts_at.date() == now.date()
    )
    for each in found.now[:1]:
        yield HomeItem(
            title=_("%(name)s, jusqu’à %(hour)s") % {"name": _name(each), "hour": time_of_day(each.slot.ends_at)},
            detail=f"{_where(each)}.{following}",
            url=reverse("timetable:session", args=[each.uid]),
            icon="emploi-du-temps",
        )
    for each in found.next[: 0 if found.now else 1]:
        yield HomeItem(
            title=_("%(name)s, %(wait)s") % {"name": _name(each), "wait": wait_in_words(each.slot.starts_at, now)},
            detail=_("%(room)s. De %(start)s à %(end)s.")
            % {"room": _where(each), "start": time_of_day(each.slot.starts_at), "end": time_of_day(each.slot.ends_at)},
            url=reverse("timetable:session", args=[each.uid]),
            icon="emploi-du-temps",
        )


def _name(each: Coming) -> str:
    return each.name((get_language() or "fr")[:2])


def _where(each: Coming) -> str:
    where = " ; ".join(each.rooms) or _("Salle à préciser")
    return where if each.seat is None else _("%(room)s, place %(number)s") % {"room": where, "number": each.seat}
