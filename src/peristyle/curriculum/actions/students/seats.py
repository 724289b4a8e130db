"""Take and give back the seats of what is chosen: one UPDATE decides, so that two never get the last one."""

from collections.abc import Collection

from django.db.models import F, Q

from peristyle.curriculum.models import Offering


class Full(Exception):
    """Nobody more may choose this unit."""

    def __init__(self, unit: int) -> None:
        super().__init__(unit)
        self.unit = unit


def change_seats(year: int, *, taken: Collection[int], released: Collection[int]) -> None:
    """Within the caller's transaction: a seat in each of the units `taken`, none any more in those `released`.

    In the order of units, so that two students never wait for one another. Raises Full.
    """
    for unit in sorted({*taken, *released}):
        offering = Offering.objects.filter(unit=unit, year=year)
        if unit in released:
            offering.update(seats_taken=F("seats_taken") - 1)
        elif not offering.filter(Q(capacity=None) | Q(seats_taken__lt=F("capacity"))).update(
            seats_taken=F("seats_taken") + 1
        ):
            raise Full(unit)
