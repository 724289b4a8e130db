"""Choose units in the lists that are open."""

from collections.abc import Collection, Iterable

from django.db import transaction

from peristyle.audit.public import record
from peristyle.curriculum.actions.students.apply_offer import apply_offer
from peristyle.curriculum.actions.students.seats import change_seats
from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import Nature, StudiedStep, UnitEnrolment
from peristyle.curriculum.queries import StepTree, load_tree, windows_of
from peristyle.curriculum.rules.choices import NotOffered, open_lists, settle
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.people.public import Person


class NothingOpen(Exception):
    """No window is open, or the person studies this étape no longer."""


def choose_units(student: StudiedStep, wanted: Collection[int], *, by: Person) -> None:
    """Take `wanted`, and nothing else, in the lists that are open now; what was chosen in the others stays.

    All of it or nothing. Raises NothingOpen, NotOffered, WrongCount, Full.
    """
    with transaction.atomic():
        # All étapes of the person are held: two tabs never take more than a list allows.
        held = StudiedStep.objects.select_for_update().filter(
            person=student.person_id, year=student.year_id, withdrawn_at=None
        )
        if student.pk not in {each.pk for each in held.order_by("pk")}:
            raise NothingOpen
        year, now = student.year_id, clock.now()
        tree = load_tree(student.step, year)
        open_to_choice = open_lists(tree.offer, windows_of([tree.step.pk], year)[tree.step.pk], now)
        if not open_to_choice:
            raise NothingOpen
        rows = {row.unit_id: row for row in UnitEnrolment.objects.filter(person=student.person_id, year=year)}
        refused = {unit for unit, row in rows.items() if row.refused_at}
        for unit in sorted(refused.intersection(wanted)):
            raise NotOffered(unit)
        mine = {unit for unit, row in rows.items() if row.step_id == tree.step.pk and row.nature == Nature.CHOSEN}
        changeable = {
            unit
            for lists in tree.offer.lists.values()
            for each in lists
            if each.id in open_to_choice
            for unit in each.units
        }
        kept = {unit for unit in rows if unit not in refused and not (unit in mine and unit in changeable)}
        chosen = settle(tree.offer, kept=kept, wanted=wanted, open_to_choice=open_to_choice).chosen
        released, taken = (mine - refused) - chosen, chosen - rows.keys()
        change_seats(year, taken=taken, released=released)
        UnitEnrolment.objects.filter(pk__in=[rows[unit].pk for unit in released]).delete()
        UnitEnrolment.objects.bulk_create(
            UnitEnrolment(
                person_id=student.person_id,
                unit_id=unit,
                year_id=year,
                step=tree.step,
                nature=Nature.CHOSEN,
                asked_at=now,
            )
            for unit in sorted(taken)
        )
        apply_offer([student], tree)
        if taken or released:
            record(
                "curriculum.choose_units",
                actor=by,
                subject=student.person,
                step=tree.step.code,
                taken=_codes(tree, taken),
                released=_codes(tree, released),
            )
            emit(MembershipChanged((student.person_id,), year))


def _codes(tree: StepTree, units: Iterable[int]) -> list[str]:
    return sorted(tree.units[unit].code for unit in units if unit in tree.units)
