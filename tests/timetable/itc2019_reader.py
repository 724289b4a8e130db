"""A reading of the ITC-2019 problem format, from its public description and from nothing of ours."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

CHILDREN = {
    "problem": ["optimization", "rooms", "courses", "distributions", "students"],
    "rooms": ["room"],
    "courses": ["course"],
    "course": ["config"],
    "config": ["subpart"],
    "subpart": ["class"],
    "class": ["room", "time"],
    "distributions": ["distribution"],
    "distribution": ["class"],
    "students": ["student"],
    "student": ["course"],
}
TYPES = {"SameAttendees", "DifferentDays", "SameRoom", "NotOverlap", "SameTime", "SameDays", "Precedence"}


def read(text: str) -> ET.Element:
    """The problem, parsed."""
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE problem PUBLIC "-//ITC 2019//')
    return ET.fromstring(text)  # noqa: S314 — we wrote it


def faults(problem: ET.Element) -> Iterator[str]:
    """All that is not as the format wants it."""
    yield from _structure(problem, "problem")
    yield from _numbers(problem)
    yield from _times(problem)
    rooms = {each.attrib["id"]: each for each in problem.findall("rooms/room")}
    classes = {each.attrib["id"]: each for each in problem.findall(".//subpart/class")}
    courses = {each.attrib["id"] for each in problem.findall("courses/course")}
    for travel in problem.findall("rooms/room/travel"):
        if travel.attrib["room"] not in rooms or int(travel.attrib["value"]) < 1:
            yield f"wrong way: {travel.attrib}"
    for number, each in classes.items():
        yield from _class(number, each, rooms, classes)
    for distribution in problem.findall("distributions/distribution"):
        yield from _distribution(distribution, classes)
    for student in problem.findall("students/student"):
        if not len(student) or any(each.attrib["id"] not in courses for each in student):
            yield "a student of unknown courses"


def _numbers(problem: ET.Element) -> Iterator[str]:
    if set(problem.find("optimization").attrib) != {"time", "room", "distribution", "student"}:
        yield "the weights are not four"
    for path in ("rooms/room", ".//course[config]", ".//config", ".//subpart", ".//subpart/class", "students/student"):
        ids = [each.attrib["id"] for each in problem.findall(path)]
        if len(set(ids)) != len(ids):
            yield f"two {path} have one id"


def _times(problem: ET.Element) -> Iterator[str]:
    days, weeks, slots = (int(problem.attrib[name]) for name in ("nrDays", "nrWeeks", "slotsPerDay"))
    for each in (*problem.iter("time"), *problem.iter("unavailable")):
        start, length = int(each.attrib["start"]), int(each.attrib["length"])
        whole = len(each.attrib["days"]) == days and len(each.attrib["weeks"]) == weeks
        bits = set(each.attrib["days"] + each.attrib["weeks"]) <= {"0", "1"}
        if not (whole and bits and "1" in each.attrib["days"] and "1" in each.attrib["weeks"]):
            yield f"wrong bits: {each.attrib}"
        if start < 0 or length < 1 or start + length > slots:
            yield f"wrong slots: {each.attrib}"


def _distribution(distribution: ET.Element, classes: dict[str, ET.Element]) -> Iterator[str]:
    if distribution.attrib["type"] not in TYPES or len(distribution) < 2:
        yield f"wrong distribution: {distribution.attrib}"
    if ("penalty" in distribution.attrib) == (distribution.attrib.get("required") == "true"):
        yield f"neither required nor at a price: {distribution.attrib}"
    if any(each.attrib["id"] not in classes for each in distribution):
        yield "a distribution of unknown classes"


def _structure(element: ET.Element, name: str) -> Iterator[str]:
    allowed = CHILDREN.get(element.tag, []) if name != "rooms/room" else ["travel", "unavailable"]
    order = [allowed.index(child.tag) if child.tag in allowed else -1 for child in element]
    if -1 in order or order != sorted(order):
        yield f"{element.tag} holds {[child.tag for child in element]}"
    for child in element:
        if element.tag == "rooms":
            yield from _structure(child, "rooms/room")
        elif element.tag not in ("distribution", "student"):
            yield from _structure(child, child.tag)


def _class(
    number: str, each: ET.Element, rooms: dict[str, ET.Element], classes: dict[str, ET.Element]
) -> Iterator[str]:
    own = each.findall("room")
    if bool(own) == (each.attrib.get("room") == "false"):
        yield f"class {number} has rooms and none"
    if any(room.attrib["id"] not in rooms or int(room.attrib["penalty"]) < 0 for room in own):
        yield f"class {number} has unknown rooms"
    if not each.findall("time"):
        yield f"class {number} has no time"
    if each.attrib.get("parent", number) not in classes or int(each.attrib["limit"]) < 0:
        yield f"class {number} has a wrong parent or limit"
