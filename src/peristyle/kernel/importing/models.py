"""What each room keeps of a file: the import itself, and its refused lines. Each room makes its two tables of these."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from peristyle.kernel.importing.problems import SENTENCES, sentence


class FileImport(models.Model):
    """A file that was brought: when, how far its import is, what became of its lines.

    The text is emptied at the end: what was accepted stands in the room's own tables, what was refused in the report.
    """

    file_name = models.CharField(max_length=200)
    text = models.TextField()
    all_or_nothing = models.BooleanField()
    requested_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    rows_total = models.PositiveIntegerField(null=True)
    rows_done = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(started_at__isnull=False),
                name="a_finished_%(class)s_was_started",
            ),
            models.CheckConstraint(
                condition=Q(rows_total=None) | Q(rows_done__lte=F("rows_total")),
                name="no_more_rows_done_in_%(class)s",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def awaits_word(self) -> bool:
        """Whether somebody has to look at what it would change and say that it may be done."""
        return False

    @property
    def accepted(self) -> int:
        """How many lines are as they should be, now or already before."""
        return self.added + self.updated + self.unchanged

    @property
    def gave_up(self) -> bool:
        """Whether nothing was taken: all or nothing was asked, and a line is refused."""
        return self.finished_at is not None and self.all_or_nothing and self.refused > 0


class PreviewedImport(FileImport):
    """A file of which nothing is imported before somebody saw what it would change, and confirmed it.

    Until then the counts and refused lines are those of the preview.
    """

    previewed_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta(FileImport.Meta):
        abstract = True
        constraints: ClassVar = [
            *FileImport.Meta.constraints,
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(confirmed_at__isnull=False),
                name="a_started_%(class)s_was_confirmed",
            ),
        ]

    @property
    def awaits_word(self) -> bool:
        """Whether it was tried, and waits for a word."""
        return self.previewed_at is not None and self.confirmed_at is None


class RefusedLine(models.Model):
    """A line of a file that was not imported, and why: a code of `sentences`."""

    sentences: ClassVar[Mapping[str, Any]] = SENTENCES
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=30)
    column = models.CharField(max_length=30, blank=True)
    value = models.CharField(max_length=100, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["line", "id"]

    def __str__(self) -> str:
        return f"{self.line}: {self.code}"

    @property
    def reason(self) -> str:
        """The reason in the reader's language."""
        return sentence(self.sentences, self.code, column=self.column, value=self.value)
