"""When teachers and rooms are not to be had."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.kernel.choices import choices_of
from peristyle.timetable.models.rooms import Room
from peristyle.timetable.rules.availability import Weekday, Wish

_ONCE = Q(starts_at__isnull=False, ends_at__gt=F("starts_at"), weekday=None, starts=None, ends=None, weeks__isnull=True)
_EACH_WEEK = Q(starts_at=None, ends_at=None, weekday__range=(0, 6), starts__isnull=False, ends__gt=F("starts"))


class Unavailability(models.Model):
    """A teacher asks not to teach then, or a room is closed: once, or each week (those of these Mondays, else all)."""

    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    room = models.ForeignKey(Room, models.CASCADE, null=True, related_name="closures")
    wish = models.CharField(max_length=10, choices=choices_of(Wish), default=Wish.IMPOSSIBLE.value)
    reason = models.CharField(max_length=200, blank=True)
    weekday = models.PositiveSmallIntegerField(null=True, choices=[(int(day), day.label) for day in Weekday])
    starts = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    weeks = models.JSONField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    declared_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Indisponibilités")
        ordering: ClassVar = ["weekday", "starts", "starts_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person=None, room__isnull=False, wish=Wish.IMPOSSIBLE.value)
                | Q(person__isnull=False, room=None),
                name="a_teacher_or_a_closed_room_is_unavailable",
            ),
            models.CheckConstraint(condition=_ONCE | _EACH_WEEK, name="unavailable_once_or_each_week"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.room_id} · {self.wish}"
