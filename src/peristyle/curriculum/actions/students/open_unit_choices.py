"""Somebody is enrolled in an étape: they get its mandatory units, and may choose the others."""

from django.db import transaction

from peristyle.curriculum.actions.students.apply_offer import apply_offer
from peristyle.curriculum.models import Step, StudiedStep
from peristyle.curriculum.queries import load_tree
from peristyle.kernel import clock
from peristyle.kernel.tasks import task
from peristyle.people.public import Person


def open_unit_choices(person: Person, step: Step, year: int) -> StudiedStep:
    """`person` studies `step` in `year`: twice is once. Short, for the caller's transaction; a task gives the units."""
    with transaction.atomic():
        student, is_new = StudiedStep.objects.get_or_create(
            person=person, step=step, year_id=year, defaults={"opened_at": clock.now()}
        )
        if not is_new:
            StudiedStep.objects.filter(pk=student.pk, withdrawn_at__isnull=False).update(
                opened_at=clock.now(), withdrawn_at=None
            )
        give_units.enqueue(student.pk)
    return student


@task(retries=10)
def give_units(student_id: int) -> None:
    """Give a student what their étape makes mandatory, unless they have left it meanwhile."""
    with transaction.atomic():
        students = StudiedStep.objects.select_for_update(of=("self",)).select_related("step")
        student = students.filter(pk=student_id, withdrawn_at=None).first()
        if student:
            apply_offer([student], load_tree(student.step, student.year_id))
