"""What a student takes in a year, as their page tells it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from peristyle.curriculum.models import ChoiceList, GroupMembership, StudiedStep, TeachingGroup, UnitEnrolment, UnitLink
from peristyle.curriculum.queries.students import studied_steps_of, windows_of
from peristyle.curriculum.queries.trees import StepTree, load_trees
from peristyle.curriculum.rules.choices import Place, Window, open_lists
from peristyle.people.public import Person


@dataclass(frozen=True)
class OwnLine:
    """A unit somebody takes, or a list they choose from; `missing`: how many it still wants."""

    depth: int
    link: UnitLink | None = None
    row: UnitEnrolment | None = None
    groups: tuple[TeachingGroup, ...] = ()
    list: ChoiceList | None = None
    missing: int = 0


@dataclass(frozen=True)
class OwnStep:
    """An étape somebody studies, with their units in it."""

    student: StudiedStep
    tree: StepTree
    rows: Mapping[int, UnitEnrolment]
    groups: Mapping[int, tuple[TeachingGroup, ...]]
    windows: tuple[Window, ...]
    open_lists: frozenset[int]

    def lines(self, place: Place = None, depth: int = 0) -> Iterator[OwnLine]:
        """Their units in order, from a place down."""
        for link in self.tree.links.get(place, ()):
            if link.list_id is None and link.unit_id in self.rows:
                yield from self._line(link, depth)
        for each in self.tree.lists.get(place, ()):
            taken = [link for link in self.tree.within(each) if link.unit_id in self.rows]
            standing = sum(not self.rows[link.unit_id].refused_at for link in taken)
            yield OwnLine(depth, list=each, missing=max(each.minimum - standing, 0))
            for link in taken:
                yield from self._line(link, depth + 1)

    def _line(self, link: UnitLink, depth: int) -> Iterator[OwnLine]:
        row = self.rows[link.unit_id]
        yield OwnLine(depth, link, row, self.groups.get(row.pk, ()))
        if not row.refused_at:
            yield from self.lines(link.unit_id, depth + 1)


@dataclass(frozen=True)
class OwnUnits:
    """All that somebody takes in a year: étape by étape, then what belongs to none of them."""

    year: int | None
    other_years: tuple[int, ...]
    steps: tuple[OwnStep, ...]
    apart: tuple[UnitEnrolment, ...]


def own_units(person: Person, asked: int, now: datetime) -> OwnUnits:
    """What a person takes in the year asked for, else in the newest: seven queries."""
    students = list(studied_steps_of(person))
    years = sorted({student.year_id for student in students}, reverse=True)
    year = asked if asked in years else next(iter(years), None)
    if year is None:
        return OwnUnits(None, (), (), ())
    present = [student for student in students if student.year_id == year]
    trees = load_trees([student.step for student in present], year)
    windows = windows_of(list(trees), year)
    rows = list(UnitEnrolment.objects.filter(person=person, year=year).select_related("unit"))
    by_unit = {row.unit_id: row for row in rows}
    groups = _groups(person, year)
    steps = (
        OwnStep(
            student,
            tree := trees[student.step_id],
            by_unit,
            groups,
            windows[student.step_id],
            open_lists(tree.offer, windows[student.step_id], now),
        )
        for student in present
    )
    apart = tuple(row for row in rows if row.step_id is None)
    return OwnUnits(year, tuple(each for each in years if each != year), tuple(steps), apart)


def _groups(person: Person, year: int) -> dict[int, tuple[TeachingGroup, ...]]:
    found: dict[int, tuple[TeachingGroup, ...]] = defaultdict(tuple)
    memberships = GroupMembership.objects.filter(enrolment__person=person, group__year=year).select_related("group")
    for membership in memberships.order_by("kind"):
        found[membership.enrolment_id] += (membership.group,)
    return dict(found)
