"""Forget what a person taught and planned."""

from django.db import transaction

from peristyle.timetable.models import Activity, PublishedSession, SessionChange, SessionTeacher


def erase_timetable(person_id: int) -> None:
    """Sessions stay, without their name."""
    with transaction.atomic():
        SessionTeacher.objects.filter(person=person_id).delete()
        Activity.teachers.through.objects.filter(person_id=person_id).delete()
        PublishedSession.teachers.through.objects.filter(person_id=person_id).delete()
        SessionChange.objects.filter(by=person_id).update(by=None)
