"""Who sits where: the same answer whenever it is asked again, nobody moved without need."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum


class SeatOrder(LabelledEnum):
    """In what order newcomers are given seats."""

    SHUFFLED = "shuffled", _("Au hasard")
    ALPHABETICAL = "alphabetical", _("Par ordre alphabétique")


@dataclass(frozen=True)
class SeatedRoom:
    """A room with seats from 1 on; one *apart* is for those who are to sit apart, and for nobody else."""

    code: str
    seats: int
    apart: bool = False
    accessible: bool = False


@dataclass(frozen=True)
class Sitter:
    """Somebody who sits the exam; `name` is what they are sorted by."""

    person: int
    name: str
    apart: bool = False
    wheelchair: bool = False

    def fits(self, room: SeatedRoom) -> bool:
        """Whether they may sit in this room."""
        return self.apart == room.apart and (room.accessible or not self.wheelchair)


@dataclass(frozen=True)
class Seat:
    """A numbered seat of a room, and who sits there."""

    person: int
    room: str
    number: int


@dataclass(frozen=True)
class Seating:
    """The seats, and those for whom there is none."""

    seats: tuple[Seat, ...]
    unseated: frozenset[int]


def seat_all(
    sitters: Collection[Sitter],
    rooms: Sequence[SeatedRoom],
    *,
    kept: Iterable[Seat] = (),
    order: SeatOrder = SeatOrder.SHUFFLED,
    seed: str = "",
) -> Seating:
    """A seat for each: who has a right one keeps it, newcomers fill the rooms evenly.

    Only for somebody in a wheelchair whom no accessible room could take otherwise does anybody move.
    """
    by_person = {sitter.person: sitter for sitter in sitters}
    standing = standing_seats(sitters, rooms, kept)
    for apart in (False, True):
        pool = [room for room in rooms if room.apart == apart]
        _make_way(pool, by_person, standing)
        for wheelchair in (True, False):
            newcomers = _in_order(
                (
                    sitter
                    for sitter in sitters
                    if sitter.person not in standing and (sitter.apart, sitter.wheelchair) == (apart, wheelchair)
                ),
                order,
                seed,
            )
            _fill([room for room in pool if room.accessible or not wheelchair], newcomers, standing)
    return Seating(tuple(standing.values()), frozenset(by_person) - frozenset(standing))


def standing_seats(sitters: Iterable[Sitter], rooms: Iterable[SeatedRoom], seats: Iterable[Seat]) -> dict[int, Seat]:
    """Those of these seats that are right, by person: of a sitter, in a room where they may sit, shared with nobody."""
    by_person = {sitter.person: sitter for sitter in sitters}
    by_code = {room.code: room for room in rooms}
    standing: dict[int, Seat] = {}
    taken: set[tuple[str, int]] = set()
    for seat in seats:
        sitter, room = by_person.get(seat.person), by_code.get(seat.room)
        right = sitter and room and sitter.fits(room) and 1 <= seat.number <= room.seats
        if right and seat.person not in standing and (seat.room, seat.number) not in taken:
            standing[seat.person] = seat
            taken.add((seat.room, seat.number))
    return standing


def _make_way(pool: Sequence[SeatedRoom], by_person: dict[int, Sitter], standing: dict[int, Seat]) -> None:
    """Have as few as possible leave the accessible rooms, as long as they find a seat elsewhere."""
    accessible = {room.code for room in pool if room.accessible}
    apart = {room.apart for room in pool}
    waiting = sum(
        sitter.wheelchair and sitter.apart in apart and sitter.person not in standing for sitter in by_person.values()
    )
    lacking = waiting - _free([room for room in pool if room.accessible], standing)
    elsewhere = _free([room for room in pool if not room.accessible], standing)
    movable = [seat for seat in standing.values() if seat.room in accessible and not by_person[seat.person].wheelchair]
    movable.sort(key=lambda seat: (seat.number, seat.room), reverse=True)
    for seat in movable[: max(0, min(lacking, elsewhere))]:
        del standing[seat.person]


def _free(rooms: Sequence[SeatedRoom], standing: dict[int, Seat]) -> int:
    codes = {room.code for room in rooms}
    return sum(room.seats for room in rooms) - sum(seat.room in codes for seat in standing.values())


def _in_order(sitters: Iterable[Sitter], order: SeatOrder, seed: str) -> list[Sitter]:
    if order == SeatOrder.ALPHABETICAL:
        return sorted(sitters, key=lambda sitter: (sitter.name, sitter.person))
    return sorted(sitters, key=lambda sitter: sha256(f"{seed}:{sitter.person}".encode()).digest())


def _fill(rooms: Sequence[SeatedRoom], newcomers: Sequence[Sitter], standing: dict[int, Seat]) -> None:
    """Newcomers one after the other, those who follow each other together, the rooms in the end evenly full."""
    shares = _shares(rooms, len(newcomers), standing)
    waiting = iter(newcomers)
    for room in rooms:
        numbers = _free_numbers(room, standing)
        for _number in range(shares[room.code]):
            sitter = next(waiting)
            standing[sitter.person] = Seat(sitter.person, room.code, next(numbers))


def _shares(rooms: Sequence[SeatedRoom], count: int, standing: dict[int, Seat]) -> Counter[str]:
    """How many of so many newcomers each room takes: always the one that is least full."""
    taken = Counter(seat.room for seat in standing.values())
    shares: Counter[str] = Counter()
    for _newcomer in range(count):
        open_rooms = [room for room in rooms if taken[room.code] < room.seats]
        if not open_rooms:
            break
        room = min(open_rooms, key=lambda each: taken[each.code] / each.seats)
        taken[room.code] += 1
        shares[room.code] += 1
    return shares


def _free_numbers(room: SeatedRoom, standing: dict[int, Seat]) -> Iterator[int]:
    taken = {seat.number for seat in standing.values() if seat.room == room.code}
    return (number for number in range(1, room.seats + 1) if number not in taken)
