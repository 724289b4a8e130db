"""Buildings and rooms, as the institution’s file tells them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.services import Text
from peristyle.timetable.rules.room_file import Equipment, RoomKind

ROOM_KINDS: dict[str, Text] = {
    RoomKind.LECTURE_HALL.value: _("Amphithéâtre"),
    RoomKind.CLASSROOM.value: _("Salle de cours"),
    RoomKind.COMPUTER_ROOM.value: _("Salle informatique"),
    RoomKind.LABORATORY.value: _("Salle de travaux pratiques"),
}
EQUIPMENT: dict[str, Text] = {
    Equipment.PROJECTOR: _("vidéoprojecteur"),
    Equipment.SOUND: _("sonorisation"),
    Equipment.RECORDING: _("captation"),
    Equipment.VIDEO_CALL: _("visioconférence"),
    Equipment.COMPUTERS: _("postes informatiques"),
    Equipment.WHEELCHAIR: _("accès en fauteuil roulant"),
}


class Building(models.Model):
    """A building, on a site of the university; `place` is what to look for on a map if name and site do not do.

    One that belongs to a composante is managed by its planners; the others by whoever manages rooms.
    """

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    site = models.CharField(max_length=100)
    place = models.CharField(max_length=200, blank=True)
    component = models.ForeignKey("people.Component", models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.name}, {self.site}"


class Room(models.Model):
    """A room where one teaches. One that left the institution's file is *withdrawn*, and kept for its history."""

    code = models.CharField(max_length=20, primary_key=True)
    name = models.CharField(max_length=100)
    building = models.ForeignKey(Building, models.PROTECT, related_name="rooms")
    kind = models.CharField(max_length=20, choices=list(ROOM_KINDS.items()))
    capacity = models.PositiveSmallIntegerField()
    equipment = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["building__site", "building__name", "name", "code"]

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str | None:
        """The code of the composante that manages it; needs its building."""
        return self.building.component_id

    @property
    def equipment_in_words(self) -> list[Text]:
        """What stands there."""
        return [EQUIPMENT[code] for code in self.equipment]
