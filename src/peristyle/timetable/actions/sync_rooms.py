"""Bring the rooms of the institution's rooms.toml into the database."""

from django.db import transaction

from peristyle.kernel import clock, institution
from peristyle.timetable.models import Building, Room
from peristyle.timetable.rules.room_file import NAME, RoomFile


@transaction.atomic
def sync_rooms() -> int:
    """Create or update each building and room of the file; a room that left it is withdrawn. Returns how many rooms."""
    file = institution.beside(NAME, RoomFile)
    if file is None:
        return 0
    Building.objects.bulk_create(
        [
            Building(
                code=entry.code,
                name=entry.name,
                site=entry.site,
                place=entry.place,
                component_id=entry.component or None,
            )
            for entry in file.buildings
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "site", "place", "component"],
    )
    rooms = [
        Room(
            code=room.code,
            name=room.name,
            building_id=building.code,
            kind=room.kind,
            capacity=room.capacity,
            equipment=list(room.equipment),
            withdrawn_at=None,
        )
        for building in file.buildings
        for room in building.rooms
    ]
    Room.objects.bulk_create(
        rooms,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "building", "kind", "capacity", "equipment", "withdrawn_at"],
    )
    left = Room.objects.filter(withdrawn_at=None).exclude(code__in=[room.code for room in rooms])
    left.update(withdrawn_at=clock.now())
    return len(rooms)
