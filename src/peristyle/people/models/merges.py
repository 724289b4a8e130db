"""Two records of one person, brought together."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Merge(models.Model):
    """One record absorbed another: what moved, row by row, so that it can be put back.

    Undone at most once, and never once it is final: one of the two was erased since.
    """

    kept = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    absorbed = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    moved_rows = models.JSONField(default=list)
    moved_facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    final_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["absorbed"], condition=Q(undone_at=None), name="a_record_is_absorbed_by_one_other"
            ),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="a_record_does_not_absorb_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.kept_id} ← {self.absorbed_id}"


class PossibleDuplicate(models.Model):
    """Two records that look like one person; IT merges them, or says that they are two (twins, homonyms)."""

    first = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    second = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20)
    found_at = models.DateTimeField()
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-found_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_of_records_is_found_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_of_records_is_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id} ?"
