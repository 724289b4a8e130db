"""Give students the mandatory units of their étape, and those that their choices bring along."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from peristyle.curriculum.events import MembershipChanged
from peristyle.curriculum.models import Nature, Step, StudiedStep, UnitEnrolment
from peristyle.curriculum.queries import StepTree, load_tree, studied_steps
from peristyle.curriculum.rules.choices import follow
from peristyle.kernel import clock
from peristyle.kernel.events import emit
from peristyle.kernel.tasks import task

CHUNK = 500


@task(retries=3)
def apply_offer_later(step_id: int, year: int) -> None:
    """Bring everybody who studies an étape up to date with what it offers now."""
    tree = load_tree(Step.objects.select_related("degree").get(pk=step_id), year)
    ids = list(studied_steps(year).filter(step=step_id).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), CHUNK):
        with transaction.atomic():
            students = StudiedStep.objects.select_for_update().filter(
                pk__in=ids[start : start + CHUNK], withdrawn_at=None
            )
            apply_offer(list(students.order_by("pk")), tree)


def apply_offer(students: Sequence[StudiedStep], tree: StepTree) -> None:
    """Within the caller's transaction, which holds these students: what is missing is given, what went is taken back.

    Choices stay as they are, even those that are no longer offered: an officer decides of them.
    """
    now = clock.now()
    taken: dict[int, list[UnitEnrolment]] = defaultdict(list)
    for row in UnitEnrolment.objects.filter(person__in=[each.person_id for each in students], year=tree.year):
        taken[row.person_id].append(row)
    new: list[UnitEnrolment] = []
    gone: list[UnitEnrolment] = []
    for student in students:
        rows = taken[student.person_id]
        followed = follow(tree.offer, [row.unit_id for row in rows if not row.refused_at])
        missing = followed.mandatory - {row.unit_id for row in rows}
        new += [
            UnitEnrolment(
                person_id=student.person_id,
                unit_id=unit,
                year_id=tree.year,
                step_id=tree.step.pk,
                nature=Nature.MANDATORY,
                asked_at=now,
                validated_at=now,
            )
            for unit in sorted(missing)
        ]
        gone += [
            row
            for row in rows
            if row.step_id == tree.step.pk and row.nature == Nature.MANDATORY and row.unit_id not in followed.mandatory
        ]
    UnitEnrolment.objects.bulk_create(new)
    UnitEnrolment.objects.filter(pk__in=[row.pk for row in gone]).delete()
    changed = {row.person_id for row in (*new, *gone)}
    if changed:
        emit(MembershipChanged(tuple(sorted(changed)), tree.year))
