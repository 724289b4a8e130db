"""Finding rooms."""

from django.db.models import Q, QuerySet

from peristyle.timetable.models import Room


def rooms_found(typed: str = "", *, kind: str = "", places: int = 0) -> QuerySet[Room]:
    """The rooms in use whose name, code, building or site hold every word typed, with at least so many places."""
    found = Room.objects.select_related("building").filter(withdrawn_at=None, capacity__gte=places)
    for word in typed.split():
        found = found.filter(
            Q(code__icontains=word)
            | Q(name__icontains=word)
            | Q(building__name__icontains=word)
            | Q(building__site__icontains=word)
        )
    return found.filter(kind=kind) if kind else found
