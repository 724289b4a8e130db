"""Which times and rooms suit a session best: pure judgement over what is known to be taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import LabelledEnum
from peristyle.timetable.rules.sessions import Slot
from peristyle.timetable.rules.travel import Travel

#: Sessions begin on quarters of an hour.
STEP = timedelta(minutes=15)
_LUNCH = time(12), time(13, 15)
_EVENING = time(18)
_SATURDAY = 6


class Reason(LabelledEnum):
    """What speaks for a suggestion, or a little against it."""

    SAME_DAY = "same_day", _("le même jour")
    SAME_HOUR = "same_hour", _("à la même heure")
    SAME_ROOM = "same_room", _("dans la même salle")
    SAME_BUILDING = "same_building", _("dans le même bâtiment")
    LUNCH = "lunch", _("sur l’heure du déjeuner")
    EVENING = "evening", _("en fin de journée")
    SATURDAY = "saturday", _("un samedi")
    UNDESIRED = "undesired", _("moment que l’enseignant préfère éviter")
    DEBT = "debt", _("des étudiants qui rattrapent cette matière ont déjà cours")


#: The higher, the worse.
_WEIGHTS = {
    Reason.SAME_DAY: -1,
    Reason.SAME_HOUR: -2,
    Reason.SAME_ROOM: -2,
    Reason.SAME_BUILDING: -1,
    Reason.LUNCH: 4,
    Reason.EVENING: 3,
    Reason.SATURDAY: 8,
    Reason.UNDESIRED: 6,
    Reason.DEBT: 6,
}
_PER_DAY = 1.0
_UNUSUAL_START = 2.0


@dataclass(frozen=True)
class Place:
    """A room that fits: where it stands, whether the session has it now, whether it is enough *alone*."""

    code: str
    building: str
    site: str
    present: bool = False
    alone: bool = True


@dataclass(frozen=True)
class Journey:
    """A session from which a teacher or a group comes, or to which they go, on these sites."""

    slot: Slot
    sites: frozenset[str]


@dataclass(frozen=True)
class Week:
    """When one teaches, day by day."""

    days: tuple[date, ...]
    opens: time
    closes: time
    zone: tzinfo

    def starts(self, length: timedelta) -> Iterator[Slot]:
        """Every slot of this length."""
        for day in self.days:
            starts_at = datetime.combine(day, self.opens, self.zone)
            closes_at = datetime.combine(day, self.closes, self.zone)
            while starts_at + length <= closes_at:
                yield Slot(starts_at, starts_at + length)
                starts_at += STEP


@dataclass(frozen=True)
class Known:
    """All that matters to place one session: when who is elsewhere, which rooms are held, what is wished."""

    taken: Sequence[Slot]
    debts: Sequence[Slot]
    undesired: Sequence[Slot]
    journeys: Sequence[Journey]
    places: Sequence[Place]
    held: Mapping[str, Sequence[Slot]]
    travel: Travel
    usual: frozenset[time] = frozenset()
    present: Slot | None = None

    def free(self, slot: Slot) -> bool:
        """Whether nobody is elsewhere."""
        return not any(each.overlaps(slot) for each in self.taken)

    def places_at(self, slot: Slot) -> list[Place]:
        """The rooms that nobody holds then and that everybody reaches in time, the best ones first."""
        return [
            place
            for place in self.places
            if not any(held.overlaps(slot) for held in self.held.get(place.code, ())) and self._reached(slot, place)
        ]

    def _reached(self, slot: Slot, place: Place) -> bool:
        for each in self.journeys:
            pause = max(each.slot.starts_at - slot.ends_at, slot.starts_at - each.slot.ends_at)
            if any(pause < self.travel.between(site, place.site) for site in each.sites):
                return False
        return True


@dataclass(frozen=True)
class Judged:
    """A slot with its rooms and what is to be said of it."""

    slot: Slot
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    score: float


def merged(slots: Iterable[Slot]) -> list[Slot]:
    """The same instants in as few slots as there may be."""
    found: list[Slot] = []
    for slot in sorted(slots, key=lambda each: each.starts_at):
        if found and slot.starts_at <= found[-1].ends_at:
            found[-1] = Slot(found[-1].starts_at, max(found[-1].ends_at, slot.ends_at))
        else:
            found.append(slot)
    return found


def best(week: Week, length: timedelta, known: Known, *, after: datetime, most: int) -> list[Judged]:
    """The best slots, no two of which overlap: times are ranked first, then the rooms that are free looked for."""
    ranked = sorted(
        (slot for slot in week.starts(length) if slot.starts_at > after and slot != known.present and known.free(slot)),
        key=lambda slot: (_rank(slot, known), slot.starts_at),
    )
    chosen: list[Judged] = []
    for slot in ranked:
        if len(chosen) == most:
            break
        if not any(slot.overlaps(each.slot) for each in chosen) and (judged := judge(slot, known)):
            chosen.append(judged)
    return sorted(chosen, key=lambda each: (each.score, each.slot.starts_at))


def judge(slot: Slot, known: Known) -> Judged | None:
    """A slot with the rooms to take, those of now if they are free; None when no room is."""
    free = known.places_at(slot)
    present = tuple(place for place in known.places if place.present)
    if present and all(place in free for place in present):
        places = present
    else:
        places = next(((place,) for place in free if place.alone), ())
    if not places:
        return None
    reasons, score = list(_reasons_of_time(slot, known)), _rank(slot, known)
    if places == present:
        reasons.append(Reason.SAME_ROOM)
        score += _WEIGHTS[Reason.SAME_ROOM]
    elif places[0].building in {place.building for place in present}:
        reasons.append(Reason.SAME_BUILDING)
        score += _WEIGHTS[Reason.SAME_BUILDING]
    return Judged(slot, places, tuple(reasons), score)


def _rank(slot: Slot, known: Known) -> float:
    score = float(sum(_WEIGHTS[reason] for reason in _reasons_of_time(slot, known)))
    if known.present:
        score += _PER_DAY * abs((slot.starts_at.date() - _local(known.present.starts_at, slot).date()).days)
    return score + (_UNUSUAL_START if known.usual and slot.starts_at.time() not in known.usual else 0)


def _reasons_of_time(slot: Slot, known: Known) -> Iterator[Reason]:
    starts, ends = slot.starts_at.time(), slot.ends_at.time()
    if known.present:
        present = _local(known.present.starts_at, slot)
        if present.date() == slot.starts_at.date():
            yield Reason.SAME_DAY
        if present.time() == starts:
            yield Reason.SAME_HOUR
    if starts < _LUNCH[1] and ends > _LUNCH[0]:
        yield Reason.LUNCH
    if ends > _EVENING:
        yield Reason.EVENING
    if slot.starts_at.isoweekday() >= _SATURDAY:
        yield Reason.SATURDAY
    if any(each.overlaps(slot) for each in known.undesired):
        yield Reason.UNDESIRED
    if any(each.overlaps(slot) for each in known.debts):
        yield Reason.DEBT


def _local(instant: datetime, slot: Slot) -> datetime:
    return instant.astimezone(slot.starts_at.tzinfo)
