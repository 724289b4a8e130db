"""Forget what a person studied, chose and taught."""

from django.db import transaction

from peristyle.curriculum.actions.students.seats import change_seats
from peristyle.curriculum.models import GroupTeacher, MaquetteImport, Nature, StudiedStep, UnitEnrolment


def erase_curriculum(person_id: int) -> None:
    """Their rows go, with the seats they held; files they brought and decisions they took stay, without their name."""
    with transaction.atomic():
        taken = UnitEnrolment.objects.filter(person=person_id)
        for year, unit in taken.filter(nature=Nature.CHOSEN, refused_at=None).values_list("year_id", "unit_id"):
            change_seats(year, taken=(), released=[unit])
        taken.delete()
        StudiedStep.objects.filter(person=person_id).delete()
        GroupTeacher.objects.filter(person=person_id).delete()
        MaquetteImport.objects.filter(requested_by=person_id).update(requested_by=None)
        UnitEnrolment.objects.filter(validated_by=person_id).update(validated_by=None)
        UnitEnrolment.objects.filter(refused_by=person_id).update(refused_by=None)
