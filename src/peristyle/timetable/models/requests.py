"""What teachers ask of planners about the sessions they teach."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.models.rooms import Room
from peristyle.timetable.models.sessions import Session
from peristyle.timetable.rules.requests import RequestKind
from peristyle.timetable.rules.sessions import Slot


class SessionRequest(models.Model):
    """A teacher asks that a session be cancelled, or moved to another time; a planner decides.

    `reason` becomes what students read. A request that its author took back was decided by nobody: `withdrawn_at`.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="requests")
    asked_by = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=choices_of(RequestKind))
    reason = models.CharField(max_length=300)
    wanted_starts_at = models.DateTimeField(null=True)
    wanted_rooms = models.ManyToManyField(Room, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    accepted = models.BooleanField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = _("Demandes de changement de séances")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["session"],
                condition=Q(decided_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_request_per_session",
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.CANCEL.value, wanted_starts_at__isnull=True)
                | Q(kind=RequestKind.MOVE.value, wanted_starts_at__isnull=False),
                name="a_move_is_asked_to_some_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.kind}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.decided_at is None and self.withdrawn_at is None

    @property
    def wanted_slot(self) -> Slot | None:
        """When the session would take place, as long as now; needs its session."""
        return self.session.slot.starting(self.wanted_starts_at) if self.wanted_starts_at else None
