"""Who sits in what: which sets of students have somebody in common."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from peristyle.curriculum.public import GroupMembership, Nature, UnitEnrolment


@dataclass(frozen=True)
class Audience:
    """The members of some groups and, for a whole unit, its takers; of which unit and year it is."""

    unit: int | None
    year: int
    groups: frozenset[int]
    whole: bool


@dataclass
class Audiences:
    """Audiences by number, and who sits in each."""

    numbers: dict[Audience, int] = field(default_factory=dict)
    students: dict[int, set[int]] = field(default_factory=dict)
    rivals: dict[int, frozenset[int]] = field(default_factory=dict)
    debts: dict[int, frozenset[int]] = field(default_factory=dict)

    def size(self, audience: Audience) -> int:
        """How many students."""
        return len(self.students[self.numbers[audience]])


def audiences(all_of_them: Iterable[Audience], searched: Collection[Audience]) -> Audiences:
    """These audiences with their students; rivals and debts are told of the `searched` ones: three queries.

    Whoever takes one of the two units out of their own year forbids nothing: that is a debt.
    """
    found = Audiences()
    for audience in all_of_them:
        found.numbers.setdefault(audience, len(found.numbers))
    _name_students(found)
    late = _latecomers(found)
    sits_in: dict[int, list[int]] = defaultdict(list)
    for number, students in found.students.items():
        for student in students:
            sits_in[student].append(number)
    by_group: dict[int, list[int]] = defaultdict(list)
    unit_of = {number: audience.unit for audience, number in found.numbers.items()}
    for audience, number in found.numbers.items():
        for group in audience.groups:
            by_group[group].append(number)
    for audience in searched:
        number = found.numbers[audience]
        rivals = {number, *(other for group in audience.groups for other in by_group[group])}
        debts: set[int] = set()
        for student in found.students[number]:
            excused = late.get(student, set())
            for other in sits_in[student]:
                (debts if audience.unit in excused or unit_of[other] in excused else rivals).add(other)
        found.rivals[number] = frozenset(rivals)
        found.debts[number] = frozenset(debts - rivals)
    return found


def _name_students(found: Audiences) -> None:
    groups = {group for audience in found.numbers for group in audience.groups}
    members: dict[int, set[int]] = defaultdict(set)
    years = {audience.year for audience in found.numbers}
    # By year and not by group: there may be more groups than a query takes arguments.
    rows = GroupMembership.objects.filter(group__year__in=years).values_list("group_id", "enrolment__person_id")
    for group, person in rows:
        if group in groups:
            members[group].add(person)
    whole = {(audience.unit, audience.year) for audience in found.numbers if audience.whole and audience.unit}
    takers: dict[tuple[int, int], set[int]] = defaultdict(set)
    taken = UnitEnrolment.objects.filter(unit__in={unit for unit, _ in whole}, validated_at__isnull=False)
    for unit, year, person in taken.values_list("unit_id", "year_id", "person_id"):
        takers[unit, year].add(person)
    for audience, number in found.numbers.items():
        students = {person for group in audience.groups for person in members[group]}
        if audience.whole and audience.unit:
            students |= takers[audience.unit, audience.year]
        found.students[number] = students


def _latecomers(found: Audiences) -> dict[int, set[int]]:
    """The units that somebody takes for a year behind or ahead of theirs."""
    late: dict[int, set[int]] = defaultdict(set)
    rows = UnitEnrolment.objects.filter(
        year__in={audience.year for audience in found.numbers}, nature__in=(Nature.DEBT, Nature.CREDIT)
    )
    for person, unit in rows.values_list("person_id", "unit_id"):
        late[person].add(unit)
    return late
