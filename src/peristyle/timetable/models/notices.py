"""Who is to be told of a change, and who was."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.timetable.models.published import PublishedChange


class ChangeNotice(models.Model):
    """A person is told of a change once; `was_concerned` before it, `is_concerned` after it."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    change = models.ForeignKey(PublishedChange, models.CASCADE, related_name="notices")
    was_concerned = models.BooleanField()
    is_concerned = models.BooleanField()
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Changements annoncés")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "change"], name="a_person_is_told_once_of_a_change")
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(told_at__isnull=True), name="timetable_to_tell"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} · {self.change_id}"
