"""Sessions as people see them: what was last published of each."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from peristyle.timetable.models.activities import Activity
from peristyle.timetable.models.rooms import Room
from peristyle.timetable.models.sessions import Session
from peristyle.timetable.rules.sessions import Placement, Slot


class PublishedSession(models.Model):
    """A session as last published. `sequence` counts its publications (RFC 5545 §3.8.7.4); a cancelled one stays."""

    session = models.OneToOneField(Session, models.CASCADE, primary_key=True, related_name="published")
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancellation_reason = models.CharField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    session_version = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    rooms = models.ManyToManyField(Room, related_name="+")
    teachers = models.ManyToManyField("people.Person", related_name="+")
    groups = models.ManyToManyField("curriculum.TeachingGroup", related_name="+")

    class Meta:
        ordering: ClassVar = ["starts_at", "session_id"]
        indexes: ClassVar = [
            models.Index(fields=["activity", "starts_at"]),
            models.Index(fields=["starts_at"]),
            models.Index(fields=["cancelled_at"], condition=Q(cancelled_at__isnull=False), name="timetable_cancelled"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def slot(self) -> Slot:
        """When it takes place."""
        return Slot(self.starts_at, self.ends_at)

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.cancelled_at is not None

    def placement(self) -> Placement:
        """When, where, with whom: three queries, or none when the three were prefetched."""
        return Placement(
            self.slot,
            rooms=frozenset(room.pk for room in self.rooms.all()),
            teachers=frozenset(person.pk for person in self.teachers.all()),
            groups=frozenset(group.pk for group in self.groups.all()),
        )


class PublishedChange(models.Model):
    """What a publication changed in a session that people had seen: told to whom it concerns, shown for a while.

    Or that it `added` a session of these days to an activity of which they had seen others.
    """

    published = models.ForeignKey(PublishedSession, models.CASCADE, related_name="changes")
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()
    cancelled = models.BooleanField(default=False)
    restored = models.BooleanField(default=False)
    added = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["published", "sequence"], name="one_published_change_per_sequence")
        ]

    def __str__(self) -> str:
        return f"{self.published_id} · {self.sequence}"
