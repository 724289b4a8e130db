"""Forget what a person taught and planned."""

from django.db import transaction

from peristyle.timetable.models import (
    Activity,
    Attendance,
    AttendanceCorrection,
    Booking,
    ChangeNotice,
    ExamArrangement,
    ExamSeat,
    Feed,
    FeedRendering,
    Invigilation,
    PlacementSearch,
    PlannerPresence,
    PublishedSeat,
    PublishedSession,
    Roll,
    SessionChange,
    SessionRequest,
    SessionTeacher,
    SummonsNotice,
    TimetableImport,
    TimetableVersion,
    Unavailability,
    UnitLook,
)


def erase_timetable(person_id: int) -> None:
    """Sessions stay, without their name."""
    with transaction.atomic():
        for table in (ChangeNotice, Feed, FeedRendering, TimetableVersion, UnitLook):
            table.objects.filter(person=person_id).delete()
        Attendance.objects.filter(person=person_id).delete()
        AttendanceCorrection.objects.filter(by=person_id).update(by=None)
        Roll.objects.filter(opened_by=person_id).update(opened_by=None)
        Roll.objects.filter(closed_by=person_id).update(closed_by=None)
        for exams in (ExamArrangement, ExamSeat, Invigilation, PublishedSeat, SummonsNotice):
            exams.objects.filter(person=person_id).delete()
        ExamArrangement.objects.filter(recorded_by=person_id).update(recorded_by=None)
        SessionTeacher.objects.filter(person=person_id).delete()
        Activity.teachers.through.objects.filter(person_id=person_id).delete()
        PublishedSession.teachers.through.objects.filter(person_id=person_id).delete()
        PlannerPresence.objects.filter(person=person_id).delete()
        SessionChange.objects.filter(by=person_id).update(by=None)
        PlacementSearch.objects.filter(asked_by=person_id).update(asked_by=None)
        PlacementSearch.objects.filter(applied_by=person_id).update(applied_by=None)
        SessionRequest.objects.filter(asked_by=person_id).delete()
        SessionRequest.objects.filter(decided_by=person_id).update(decided_by=None)
        Unavailability.objects.filter(person=person_id).delete()
        Booking.objects.filter(asked_by=person_id, session=None).delete()
        Booking.objects.filter(asked_by=person_id).update(asked_by=None)
        Booking.objects.filter(decided_by=person_id).update(decided_by=None)
        TimetableImport.objects.filter(requested_by=person_id).update(requested_by=None)
