"""Rooms that people ask for."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.models.rooms import Room
from peristyle.timetable.models.sessions import Session
from peristyle.timetable.rules.bookings import BookingState
from peristyle.timetable.rules.sessions import Slot


class Booking(models.Model):
    """Somebody asks for a room; a planner accepts, and it is a session of its own from then on, or refuses."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    purpose = models.CharField(max_length=120)
    people = models.PositiveSmallIntegerField()
    asked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    refusal_reason = models.CharField(max_length=300, blank=True)
    session = models.OneToOneField(Session, models.PROTECT, null=True, related_name="booking")

    class Meta:
        verbose_name_plural = _("Réservations de salles")
        ordering: ClassVar = ["-starts_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_booking_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(decided_at=None), name="a_withdrawn_booking_is_not_decided"
            ),
            models.CheckConstraint(
                condition=Q(session=None) | Q(decided_at__isnull=False), name="a_booked_session_was_accepted"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["asked_at"], condition=Q(decided_at=None, withdrawn_at=None), name="timetable_waiting_bookings"
            )
        ]

    def __str__(self) -> str:
        return f"{self.room_id} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def slot(self) -> Slot:
        """When the room was asked for."""
        return Slot(self.starts_at, self.ends_at)

    @property
    def state(self) -> BookingState:
        """How it stands; needs its session."""
        if self.withdrawn_at:
            return BookingState.WITHDRAWN
        if self.decided_at is None:
            return BookingState.WAITING
        if self.session is None:
            return BookingState.REFUSED
        return BookingState.CANCELLED if self.session.cancelled_at else BookingState.APPROVED
