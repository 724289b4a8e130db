"""The register of documents."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peristyle.documents.rules.codes import CODE_LENGTH, shown_code


class DocumentSeries(models.Model):
    """The last number given in a series of a year: documents are numbered without a gap."""

    kind = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "document series"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "year"], name="one_document_series_per_kind_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"


class IssuedDocument(models.Model):
    """A file the university vouches for: its frozen data, and once it is written the hash that tells it from any other.

    `subject` is what it is about, in the words of the room that asked for it (« enrolment:12 »). Its file is sealed,
    kept apart and never changes; what may change is whether it is still valid. Once its holder is erased (`erased_at`)
    it keeps no data and no file, but still tells a genuine paper from a forged one.
    """

    kind = models.CharField(max_length=30)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    component = models.ForeignKey("people.Component", models.PROTECT, null=True, related_name="+")
    subject = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    number = models.CharField(max_length=30, unique=True)
    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    data = models.JSONField()
    holder = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    issued_at = models.DateTimeField()
    valid_until = models.DateField(null=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    cancellation_reason = models.CharField(max_length=200, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Documents délivrés")
        indexes: ClassVar = [models.Index(fields=["kind", "subject"]), models.Index(fields=["-issued_at"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "subject", "language"],
                condition=Q(replaced_at=None, cancelled_at=None),
                name="one_standing_document_per_subject_and_language",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def scope(self) -> str | None:
        """The composante whose officers see to it."""
        return self.component_id

    @property
    def shown_code(self) -> str:
        """The verification code as it is printed."""
        return shown_code(self.code)
