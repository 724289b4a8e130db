"""Write down what students take and their groups, as if all of it had been done on its pages."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import cycle

from django.db.models import Q, QuerySet

from peristyle.curriculum.public import (
    AcademicYear,
    ChoiceWindow,
    ClassKind,
    GroupMembership,
    GroupTeacher,
    Nature,
    Newcomer,
    Offering,
    Room,
    StepTree,
    StudiedStep,
    TeachingGroup,
    UnitEnrolment,
    assign,
    carry_out_maquettes,
    follow,
    load_trees,
    take_maquettes,
)
from peristyle.demo.actions.write_enrolments import Paid
from peristyle.demo.actions.write_teaching import Steps
from peristyle.demo.university.maquettes import maquettes_file
from peristyle.kernel import clock
from peristyle.people.public import AffiliationKind, Person

ROOMS = {ClassKind.CM: 400, ClassKind.TD: 36, ClassKind.TP: 18}
#: The choices of the second semester are open: one student of three has not made theirs, the first character first.
UNDECIDED = 3
OPENED, CLOSING = timedelta(days=7), timedelta(days=14)
BATCH = 2000


class UnitWriter:
    """Writes the units of each chunk of students, then, once all are there, their groups."""

    def __init__(self, year: AcademicYear, steps: Steps) -> None:
        carry_out_maquettes(take_maquettes(maquettes_file(), "maquettes.csv", year.number, by=None))
        self.steps, self._year = steps, year
        self._trees = load_trees(list(steps.values()), year.number)
        self._seats: Counter[int] = Counter()
        self._now = clock.now()
        ChoiceWindow.objects.bulk_create(
            ChoiceWindow(
                step=tree.step,
                year=year,
                unit=link.unit,
                opens_at=self._now - OPENED,
                closes_at=self._now + CLOSING,
            )
            for tree in self._trees.values()
            for link in tree.links[None]
            if is_late(link.unit.code)
        )

    def write(self, paid: Sequence[Paid]) -> None:
        """The étapes of these students, and their units where there is a maquette."""
        studied = [
            StudiedStep(
                person=each.person,
                step=self.steps[each.step_code],
                year=self._year,
                opened_at=each.at,
            )
            for each in paid
        ]
        StudiedStep.objects.bulk_create(studied)
        rows = [
            row
            for number, student in enumerate(studied)
            for row in self._rows(student, self._trees[student.step_id], decided=number % UNDECIDED != 0)
        ]
        UnitEnrolment.objects.bulk_create(rows, batch_size=BATCH)

    def finish(self) -> None:
        """The seats that were taken, a group for everybody, somebody to teach each."""
        for unit, seats in self._seats.items():
            Offering.objects.filter(unit=unit, year=self._year).update(seats_taken=seats)
        takers: dict[int, list[tuple[int, int]]] = defaultdict(list)
        taken = UnitEnrolment.objects.filter(year=self._year, validated_at__isnull=False).order_by("person_id")
        for row, unit, person in taken.values_list("pk", "unit_id", "person_id"):
            takers[unit].append((row, person))
        classes: dict[int, str] = {}
        for offering in Offering.objects.filter(year=self._year).order_by("unit__code"):
            due = (offering.cm_minutes, offering.td_minutes, offering.tp_minutes)
            for kind, minutes in zip(ROOMS, due, strict=True):
                if minutes and takers[offering.unit_id]:
                    self._write_groups(offering, kind, takers[offering.unit_id], classes)
        self._write_teachers()

    def _rows(self, student: StudiedStep, tree: StepTree, *, decided: bool) -> Iterator[UnitEnrolment]:
        waiting: set[int] = set()
        chosen: set[int] = set()
        for place, lists in tree.offer.lists.items():
            late = place is not None and is_late(tree.units[place].code)
            if late and not decided:
                continue
            for each in lists:
                unit = self._seat_in(each.units, student.person_id, tree)
                chosen.add(unit)
                if late:
                    waiting.add(unit)
        followed = follow(tree.offer, chosen)
        for unit in sorted(followed.mandatory | followed.chosen):
            yield UnitEnrolment(
                person_id=student.person_id,
                unit_id=unit,
                year=self._year,
                step_id=student.step_id,
                nature=Nature.CHOSEN if unit in followed.chosen else Nature.MANDATORY,
                asked_at=self._now - timedelta(days=2) if unit in waiting else student.opened_at,
                validated_at=None if unit in waiting else student.opened_at,
            )

    def _seat_in(self, units: Sequence[int], draw: int, tree: StepTree) -> int:
        """One of a list's units that has a seat left: another is drawn while it has none."""
        unit = next(
            candidate
            for candidate in (units[(draw + turn) % len(units)] for turn in range(len(units)))
            if (capacity := tree.offerings[candidate].capacity) is None or self._seats[candidate] < capacity
        )
        self._seats[unit] += 1
        return unit

    def _write_groups(
        self, offering: Offering, kind: ClassKind, takers: Sequence[tuple[int, int]], classes: dict[int, str]
    ) -> None:
        """As many groups as are wanted, filled by the officers' rule; `classes` remembers who goes with whom."""
        size = ROOMS[kind]
        groups = TeachingGroup.objects.bulk_create(
            TeachingGroup(unit_id=offering.unit_id, year=self._year, kind=kind, name=str(number), capacity=size)
            for number in range(1, -(-len(takers) // size) + 1)
        )
        names = {group.pk: group.name for group in groups}
        newcomers = [Newcomer(row, (classes[person],) if person in classes else ()) for row, person in takers]
        assignment = assign(newcomers, [Room(group.pk, group.name, group.capacity) for group in groups])
        GroupMembership.objects.bulk_create(
            (
                GroupMembership(enrolment_id=row, group_id=group, kind=kind, since=self._now)
                for row, group in assignment.groups.items()
            ),
            batch_size=BATCH,
        )
        if kind == ClassKind.TD:
            for row, person in takers:
                classes.setdefault(person, names[assignment.groups[row]])

    def _write_teachers(self) -> None:
        """In turn; nobody teaches on two sites."""
        teachers = list(_teachers().values_list("pk", flat=True))
        groups = TeachingGroup.objects.filter(year=self._year).order_by("unit__code", "kind", "pk")
        sites = {"ECO": cycle(teachers[::2]), "FDS": cycle(teachers[1::2] or teachers)}
        GroupTeacher.objects.bulk_create(
            GroupTeacher(group=group, person_id=next(sites[group.unit.component_id]), since=self._now)
            for group in groups.select_related("unit")
        )


def is_late(code: str) -> bool:
    """Whether a semester, by its code, is the second of its year."""
    return code[-1].isdecimal() and int(code[-1]) % 2 == 0


def _teachers() -> QuerySet[Person]:
    """Those who teach and stay for the year, the characters first."""
    stays = Q(affiliations__ends_on=None) | Q(affiliations__ends_on__gt=clock.today())
    teaching = Person.objects.filter(stays, affiliations__kind=AffiliationKind.TEACHER)
    return teaching.order_by("pk").distinct()
