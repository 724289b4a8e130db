"""Sessions as planners hold them, and what each holds of a room, a teacher, a group.

What a session holds repeats its times, so that the database itself refuses that anything be held twice at once:
exclusion constraints on PostgreSQL, triggers under SQLite's single writer (migration `guards`).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.models.activities import Activity
from peristyle.timetable.models.rooms import Room
from peristyle.timetable.rules.sessions import Placement, Slot, Verb


class Series(models.Model):
    """Sessions of an activity on the same day and hour of some weeks; `weeks` are their Mondays (ISO dates)."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="series")
    weekday = models.PositiveSmallIntegerField()
    starts = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    weeks = models.JSONField(default=list)

    class Meta:
        verbose_name_plural = "series"
        ordering: ClassVar = ["weekday", "starts", "id"]

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.weekday} {self.starts}"


class Session(models.Model):
    """A dated session, as planners last placed it; people see what was last *published* of it.

    `version` counts its changes: who changes it says which version they saw. A *locked* one is moved by no search.
    A cancelled one keeps its place and holds nothing.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sessions")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    locked = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True)
    cancellation_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    rooms = models.ManyToManyField(Room, through="SessionRoom", related_name="+")
    teachers = models.ManyToManyField("people.Person", through="SessionTeacher", related_name="+")
    groups = models.ManyToManyField("curriculum.TeachingGroup", through="SessionGroup", related_name="+")

    class Meta:
        ordering: ClassVar = ["starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_session_ends_after_it_starts"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["activity", "starts_at"]),
            models.Index(fields=["starts_at"]),
            models.Index(fields=["changed_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} · {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def slot(self) -> Slot:
        """When it takes place."""
        return Slot(self.starts_at, self.ends_at)

    @property
    def scope(self) -> str | None:
        """The code of the composante whose planners place it; needs its activity."""
        return self.activity.scope

    def placement(self) -> Placement:
        """When, where, with whom: three queries, or none when the three were prefetched."""
        return Placement(
            self.slot,
            rooms=frozenset(held.room_id for held in self.held_rooms.all()),
            teachers=frozenset(held.person_id for held in self.held_teachers.all()),
            groups=frozenset(held.group_id for held in self.held_groups.all()),
        )


class Held(models.Model):
    """A session holds something from its start to its end, as long as it is *firm*: not cancelled."""

    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    firm = models.BooleanField(default=True)

    class Meta:
        abstract = True


class SessionRoom(Held):
    """A room that a session holds."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="held_rooms")
    room = models.ForeignKey(Room, models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "room"], name="a_room_once_per_session")]
        indexes: ClassVar = [models.Index(fields=["room", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.room_id}"


class SessionTeacher(Held):
    """A teacher whom a session holds."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="held_teachers")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = _("Séances enseignées")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="a_teacher_once_per_session")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "starts_at"])]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.person_id}"


class SessionGroup(Held):
    """A group that a session holds."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="held_groups")
    group = models.ForeignKey("curriculum.TeachingGroup", models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["session", "group"], name="a_group_once_per_session")]
        indexes: ClassVar = [models.Index(fields=["group", "starts_at"]), models.Index(fields=["starts_at", "ends_at"])]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.group_id}"


class SessionChange(models.Model):
    """A line of a session's history: who did what, when, why, with its placement before and after.

    Lines of one gesture have the same `batch`; its author takes them back together, as long as they are `undoable`.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    verb = models.CharField(max_length=10, choices=choices_of(Verb))
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    allowed = models.JSONField(default=list)
    batch = models.UUIDField(null=True)
    undoable = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = _("Séances planifiées")
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["by", "-id"], condition=Q(undoable=True), name="timetable_undoable")]

    def __str__(self) -> str:
        return f"{self.session_id} · {self.verb}"
