"""Where somebody sits at exams, as they read it."""

from peristyle.people.public import Person
from peristyle.timetable.models import PublishedSeat, PublishedSession


def seats_of(person: Person) -> dict[int, PublishedSeat]:
    """Where somebody sits, by session: one query."""
    return {seat.published_id: seat for seat in PublishedSeat.objects.filter(person=person).select_related("room")}


def standing_seat(published: PublishedSession, seat: PublishedSeat | None) -> PublishedSeat | None:
    """The seat, unless it is in a room that the exam has left; needs the exam's rooms."""
    return seat if seat and any(room.pk == seat.room_id for room in published.rooms.all()) else None
