"""A semester as the International Timetabling Competition 2019 writes one (www.itc2019.org/format)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

MINUTES_PER_SLOT = 5
SLOTS_PER_DAY = 24 * 60 // MINUTES_PER_SLOT
DAYS = 7
DOCTYPE = (
    '<!DOCTYPE problem PUBLIC "-//ITC 2019//DTD Problem Format/EN" "http://www.itc2019.org/competition-format.dtd">'
)
#: What a point of each kind of penalty weighs in an outside solver.
WEIGHTS = {"time": 2, "room": 1, "distribution": 1, "student": 5}


@dataclass(frozen=True)
class Times:
    """A day of the week (Monday is 0), from a slot of five minutes on, so long, in some weeks of the semester."""

    day: int
    start: int
    length: int
    weeks: frozenset[int]
    penalty: int = 0


@dataclass(frozen=True)
class RoomOut:
    """A room; `ways`: the slots it takes to rooms of other sites, each pair told once; when it is not to be had."""

    number: int
    capacity: int
    ways: tuple[tuple[int, int], ...] = ()
    unavailable: tuple[Times, ...] = ()


@dataclass(frozen=True)
class ClassOut:
    """A weekly class; who attends its `parent` attends it."""

    number: int
    limit: int
    rooms: tuple[tuple[int, int], ...]
    times: tuple[Times, ...]
    parent: int | None = None


@dataclass(frozen=True)
class Distribution:
    """Classes that must, or should at a price, stand to one another in a way."""

    kind: str
    classes: tuple[int, ...]
    penalty: int | None = None


@dataclass(frozen=True)
class Semester:
    """All of it; a course is a unit: its subparts, of each of which a student attends one class."""

    name: str
    weeks: int
    rooms: tuple[RoomOut, ...]
    courses: tuple[tuple[tuple[ClassOut, ...], ...], ...]
    distributions: tuple[Distribution, ...]
    students: tuple[tuple[int, ...], ...]


def written(semester: Semester) -> Iterator[str]:
    """The file, line by line."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"{DOCTYPE}\n"
    facts = {"nrDays": DAYS, "nrWeeks": semester.weeks, "slotsPerDay": SLOTS_PER_DAY}
    yield _tag("problem", {"name": semester.name, **facts}, open_=True)
    yield _tag("optimization", WEIGHTS)
    yield "<rooms>\n"
    for room in semester.rooms:
        yield _tag("room", {"id": room.number, "capacity": room.capacity}, open_=True)
        for other, slots in room.ways:
            yield _tag("travel", {"room": other, "value": slots})
        for times in room.unavailable:
            yield _tag("unavailable", _of(times, semester.weeks))
        yield "</room>\n"
    yield "</rooms>\n<courses>\n"
    subparts = 0
    for number, course in enumerate(semester.courses, start=1):
        yield f'<course id="{number}">\n<config id="{number}">\n'
        for classes in course:
            subparts += 1
            yield _tag("subpart", {"id": subparts}, open_=True)
            for each in classes:
                yield from _class(each, semester.weeks)
            yield "</subpart>\n"
        yield "</config>\n</course>\n"
    yield "</courses>\n<distributions>\n"
    for distribution in semester.distributions:
        weight = {"required": "true"} if distribution.penalty is None else {"penalty": distribution.penalty}
        yield _tag("distribution", {"type": distribution.kind, **weight}, open_=True)
        yield from (_tag("class", {"id": number}) for number in distribution.classes)
        yield "</distribution>\n"
    yield "</distributions>\n<students>\n"
    for number, courses in enumerate(semester.students, start=1):
        yield _tag("student", {"id": number}, open_=True)
        yield from (_tag("course", {"id": course}) for course in courses)
        yield "</student>\n"
    yield "</students>\n</problem>\n"


def shared_out(sessions: int, blocks: int) -> list[int]:
    """So many sessions as weekly classes of about the same number of weeks."""
    return [sessions * (number + 1) // blocks - sessions * number // blocks for number in range(blocks)]


def bit_string(members: Iterable[int], length: int) -> str:
    """A character for each number, from 0 on: 1 if it is a member."""
    kept = set(members)
    return "".join("1" if number in kept else "0" for number in range(length))


def _class(each: ClassOut, weeks: int) -> Iterator[str]:
    facts: dict[str, object] = {"id": each.number, "limit": each.limit}
    if each.parent is not None:
        facts["parent"] = each.parent
    if not each.rooms:
        facts["room"] = "false"
    yield _tag("class", facts, open_=True)
    for room, penalty in each.rooms:
        yield _tag("room", {"id": room, "penalty": penalty})
    for times in each.times:
        yield _tag("time", {**_of(times, weeks), "penalty": times.penalty})
    yield "</class>\n"


def _of(times: Times, weeks: int) -> dict[str, object]:
    return {
        "days": bit_string([times.day], DAYS),
        "start": times.start,
        "length": times.length,
        "weeks": bit_string(times.weeks, weeks),
    }


def _tag(name: str, attributes: Mapping[str, object], *, open_: bool = False) -> str:
    told = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<{name}{told}{'' if open_ else '/'}>\n"
