"""Finding rooms: all in use, those somebody may ask for, those somebody manages."""

from django.db.models import Q, QuerySet

from peristyle.kernel.permissions import can, scopes
from peristyle.people.public import Person
from peristyle.timetable.models import Building, Room
from peristyle.timetable.queries.rules_of_house import timetable_rules
from peristyle.timetable.rules.capabilities import BOOK_ROOMS, BOOK_ROOMS_AS_STUDENT, MANAGE_ROOMS


def rooms_found(typed: str = "", *, kind: str = "", places: int = 0) -> QuerySet[Room]:
    """The rooms in use whose name, code, building or site hold every word typed, with at least so many places."""
    found = rooms_in_use().filter(capacity__gte=places)
    for word in typed.split():
        found = found.filter(
            Q(code__icontains=word)
            | Q(name__icontains=word)
            | Q(building__name__icontains=word)
            | Q(building__site__icontains=word)
        )
    return found.filter(kind=kind) if kind else found


def rooms_in_use() -> QuerySet[Room]:
    """Every room that was not withdrawn, with its building."""
    return Room.objects.select_related("building").filter(withdrawn_at=None)


def rooms_to_book(person: Person) -> QuerySet[Room]:
    """The rooms somebody may ask for: all or none."""
    return rooms_in_use() if may_book(person) else Room.objects.none()


def may_book(person: Person) -> bool:
    """Whether somebody may ask for rooms: who works here; students where the institution says so."""
    return can(person, BOOK_ROOMS) or (timetable_rules().students_book and can(person, BOOK_ROOMS_AS_STUDENT))


def rooms_managed(planner: Person) -> QuerySet[Room]:
    """The rooms whose requests, closures and sheets are this planner's."""
    return rooms_in_use().filter(within_managed("building", planner))


def within_managed(building: str, planner: Person) -> Q:
    """What this field says to be in a building of the planner's composantes, or in one that belongs to none."""
    held = scopes(planner, MANAGE_ROOMS)
    if held is None:
        return Q()
    return Q(**{f"{building}__component__in": held}) | Q(**{f"{building}__component": None})


def buildings_in_use() -> QuerySet[Building]:
    """The buildings that have rooms, by site and name."""
    return Building.objects.filter(rooms__withdrawn_at=None).distinct().order_by("site", "name", "code")
