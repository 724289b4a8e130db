"""Exams: rooms and their invigilators, seats, who is entitled to more time, what students were told.

An exam is a session of an activity of that kind. Its rooms are held as those of any session; its invigilators are the
teachers whom it holds, so that the same guards keep them from being in two places. These tables say the rest.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.models.published import PublishedSession
from peristyle.timetable.models.rooms import Room
from peristyle.timetable.models.sessions import Session


class RoomApart(models.Model):
    """A room of an exam for those who sit apart, and for nobody else."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="rooms_apart")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "room"], name="a_room_is_apart_once")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.room_id}"


class Invigilation(models.Model):
    """Which room of an exam somebody watches over, among those whom the session holds."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="invigilations")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = _("Surveillances")
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "person"], name="one_room_per_invigilator")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.person_id}"


class Seat(models.Model):
    """Where somebody sits; `extra_per_hour`: the minutes an hour that they have on top."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    extra_per_hour = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True


class ExamSeat(Seat):
    """A seat as planners last gave it."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="seats")

    class Meta:
        verbose_name_plural = _("Places d’examen")
        ordering: ClassVar = ["room", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="one_exam_seat_per_person"),
            models.UniqueConstraint(fields=["session", "room", "number"], name="nobody_shares_an_exam_seat"),
            models.CheckConstraint(condition=Q(number__gte=1), name="exam_seats_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.room_id} {self.number}"


class PublishedSeat(Seat):
    """A seat as its student reads it."""

    published = models.ForeignKey(PublishedSession, models.CASCADE, related_name="seats")

    class Meta:
        verbose_name_plural = _("Places d’examen publiées")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["published", "person"], name="one_published_seat_per_person"),
            models.UniqueConstraint(fields=["published", "room", "number"], name="nobody_shares_a_published_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.published_id} · {self.room_id} {self.number}"


class ExamArrangement(models.Model):
    """What a student is entitled to at exams between two days. Never why: it tells of somebody's health."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    extra_per_hour = models.PositiveSmallIntegerField()
    apart = models.BooleanField(default=False)
    wheelchair = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = _("Aménagements d’examens")
        ordering: ClassVar = ["-ends_on", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_arrangement_has_a_day"),
            models.CheckConstraint(
                condition=Q(extra_per_hour__gt=0) | Q(apart=True) | Q(wheelchair=True),
                name="an_arrangement_arranges_something",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.starts_on}"


class SummonsNotice(models.Model):
    """A student is told once of a seat, new or changed; `before` is what they knew: room, number, end."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    published = models.ForeignKey(PublishedSession, models.CASCADE, related_name="summons_notices")
    before = models.JSONField(null=True)
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Convocations annoncées")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(told_at__isnull=True), name="timetable_summons_to_tell")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.published_id}"
