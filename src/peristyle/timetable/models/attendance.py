"""Rolls of sessions: who signed, what their teacher corrected."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.models.published import PublishedSession
from peristyle.timetable.rules.attendance import Presence, Way


class Roll(models.Model):
    """The teacher called the roll of a session; from `closed_at` on whoever has not signed is absent.

    `secret` is what its rolling codes are made from, together with the house's own: who reads the table makes none.
    """

    session = models.OneToOneField(PublishedSession, models.PROTECT, primary_key=True, related_name="roll")
    secret = models.CharField(max_length=43)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name_plural = _("Appels")
        ordering: ClassVar = ["session"]
        indexes: ClassVar = [
            models.Index(fields=["opened_at"], condition=Q(closed_at=None), name="timetable_open_rolls"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.opened_at:%Y-%m-%d %H:%M}"


class Attendance(models.Model):
    """How somebody stands on a roll, once. `signed_at` and `way`: they signed by themselves.

    `browser` tells that one browser signed for several people on this roll, and nothing else: it is made anew for each
    roll, and forgotten when nobody may correct it any more.
    """

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="attendances")
    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    presence = models.CharField(max_length=10, choices=choices_of(Presence))
    signed_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=10, choices=choices_of(Way), blank=True)
    browser = models.CharField(max_length=32, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Émargements")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["roll", "person"], name="one_signs_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, way="", browser="") | Q(signed_at__isnull=False) & ~Q(way=""),
                name="who_signed_did_so_in_some_way",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["changed_at"], condition=~Q(browser=""), name="timetable_known_browsers"),
        ]

    def __str__(self) -> str:
        return f"{self.roll_id} · {self.person_id}"


class AttendanceCorrection(models.Model):
    """A teacher put right how somebody stands, and said why; `before` is empty when they were not on the roll yet."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="corrections")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    before = models.CharField(max_length=10, choices=choices_of(Presence), blank=True)
    after = models.CharField(max_length=10, choices=choices_of(Presence))
    reason = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = _("Corrections d’émargements")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.attendance_id} · {self.after}"
