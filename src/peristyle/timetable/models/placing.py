"""Searches that place what is left to place, and what they propose."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.models.activities import Activity
from peristyle.timetable.models.rooms import Room
from peristyle.timetable.models.sessions import Session
from peristyle.timetable.rules.placing.states import SearchState
from peristyle.timetable.rules.sessions import Slot


class PlacementSearch(models.Model):
    """A planner has what is left of some activities placed between two days; drafts in the way may move if they say so.

    It is worked on slice by slice until it is *finished*, or somebody *stopped* it; what it has found so far is its
    proposals. Applied, they are one gesture of the planner: its `batch`.
    """

    asked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    label = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    may_move = models.BooleanField(default=False)
    seed = models.PositiveIntegerField()
    steps_wanted = models.PositiveIntegerField()
    steps_done = models.PositiveIntegerField(default=0)
    slices_done = models.PositiveIntegerField(default=0)
    stalled = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    apply_asked_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    batch = models.UUIDField(null=True)

    class Meta:
        verbose_name_plural = _("Recherches de placement")
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="a_search_has_days"),
            models.CheckConstraint(
                condition=Q(applied_at=None) | Q(apply_asked_at__isnull=False), name="what_is_applied_was_asked_for"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def state(self) -> SearchState:
        """How it stands."""
        if self.applied_at:
            return SearchState.APPLIED
        if self.apply_asked_at:
            return SearchState.APPLYING
        if self.finished_at:
            return SearchState.STOPPED if self.stopped_at else SearchState.FINISHED
        return SearchState.WAITING if self.slices_done == 0 else SearchState.SEARCHING

    @property
    def moves_on(self) -> bool:
        """Whether its page will soon show something else."""
        return self.state in (SearchState.WAITING, SearchState.SEARCHING, SearchState.APPLYING)


class ProposedPlacement(models.Model):
    """A session that a search places, or a draft (`session`) that it moves from where it was `before`.

    Without room it found no place: `obstacles` say why. Once applied it is `placed`, or `refusals` say why not.
    """

    search = models.ForeignKey(PlacementSearch, models.CASCADE, related_name="proposals")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(default=0)
    session = models.ForeignKey(Session, models.CASCADE, null=True, related_name="+")
    session_version = models.PositiveIntegerField(null=True)
    before = models.JSONField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+")
    remarks = models.JSONField(default=list)
    obstacles = models.JSONField(null=True)
    placed = models.ForeignKey(Session, models.SET_NULL, null=True, related_name="+")
    refusals = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["activity__unit__code", "activity__kind", "activity_id", "starts_at", "number", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["search", "activity", "number"],
                condition=Q(session=None),
                name="one_proposal_per_missing_session",
            ),
            models.UniqueConstraint(fields=["search", "session"], name="a_draft_is_moved_once_per_search"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None, room=None)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at"), room__isnull=False),
                name="a_proposal_has_a_time_and_a_room_or_none",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.search_id} · {self.activity_id} · {self.number}"

    @property
    def slot(self) -> Slot | None:
        """When it would stand."""
        return Slot(self.starts_at, self.ends_at) if self.starts_at and self.ends_at else None
