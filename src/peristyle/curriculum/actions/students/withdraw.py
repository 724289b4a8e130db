"""Somebody no longer studies an étape: their units go back, and their seats with them."""

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.actions.students.apply_offer import apply_offer
from peristyle.curriculum.actions.students.seats import change_seats
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import Nature, Step, StudiedStep, UnitEnrolment
from peristyle.curriculum.queries import load_trees
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person


def withdraw(person: Person, step: Step, year: int, *, by: Person | None) -> None:
    """`person` leaves `step` in `year`; what another étape of theirs holds as well stays. Twice is once."""
    with transaction.atomic():
        mine = StudiedStep.objects.select_for_update().filter(person=person, year=year, withdrawn_at=None)
        students = {student.step_id: student for student in mine.select_related("step").order_by("pk")}
        leaving = students.pop(step.pk, None)
        if leaving is None:
            return
        leaving.withdrawn_at = clock.now()
        leaving.save(update_fields=["withdrawn_at"])
        trees = load_trees([student.step for student in students.values()], year)
        gone = []
        for row in UnitEnrolment.objects.filter(person=person, year=year, step=step):
            other = next((tree for tree in trees.values() if row.unit_id in tree.units), None)
            if other is None:
                gone.append(row)
            else:
                UnitEnrolment.objects.filter(pk=row.pk).update(step=other.step)
        if not students:
            gone += UnitEnrolment.objects.filter(person=person, year=year, step=None)
        _give_back(gone, year)
        for student in students.values():
            apply_offer([student], trees[student.step_id])
        record("curriculum.withdraw", actor=by, subject=person, step=step.code, year=year, units=len(gone))
        emit(MembershipChanged((person.pk,), year))


def _give_back(gone: list[UnitEnrolment], year: int) -> None:
    seats = [row.unit_id for row in gone if row.nature == Nature.CHOSEN and not row.refused_at]
    change_seats(year, taken=(), released=seats)
    UnitEnrolment.objects.filter(pk__in=[row.pk for row in gone]).delete()
