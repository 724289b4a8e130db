"""Forget what a person taught and planned."""

from django.db import transaction

from peristyle.timetable.models import (
    Activity,
    Booking,
    ChangeNotice,
    Feed,
    FeedRendering,
    PlannerPresence,
    PublishedSession,
    SessionChange,
    SessionRequest,
    SessionTeacher,
    TimetableVersion,
    Unavailability,
)


def erase_timetable(person_id: int) -> None:
    """Sessions stay, without their name."""
    with transaction.atomic():
        for table in (ChangeNotice, Feed, FeedRendering, TimetableVersion):
            table.objects.filter(person=person_id).delete()
        SessionTeacher.objects.filter(person=person_id).delete()
        Activity.teachers.through.objects.filter(person_id=person_id).delete()
        PublishedSession.teachers.through.objects.filter(person_id=person_id).delete()
        PlannerPresence.objects.filter(person=person_id).delete()
        SessionChange.objects.filter(by=person_id).update(by=None)
        SessionRequest.objects.filter(asked_by=person_id).delete()
        SessionRequest.objects.filter(decided_by=person_id).update(decided_by=None)
        Unavailability.objects.filter(person=person_id).delete()
        Booking.objects.filter(asked_by=person_id, session=None).delete()
        Booking.objects.filter(asked_by=person_id).update(asked_by=None)
        Booking.objects.filter(decided_by=person_id).update(decided_by=None)
