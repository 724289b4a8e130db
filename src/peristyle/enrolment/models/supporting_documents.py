"""Supporting documents: what became of each, the files given for it, its history, and which officer looks at whose."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from peristyle.enrolment.models.files import EnrolmentFile
from peristyle.enrolment.rules.supporting_documents import DocumentState
from peristyle.enrolment.rules.two_d_doc import LONGEST
from peristyle.enrolment.rules.uploads import SENTENCES, Refusal
from peristyle.kernel.choices import choices_of
from peristyle.kernel.services import Text


class SupportingDocument(models.Model):
    """Where a document of a file stands; one that has no row is still to give. `since`: the last word of the student.

    `revision` grows with each change of its files, so that an officer never decides on what they have not seen.
    """

    file = models.ForeignKey(EnrolmentFile, models.PROTECT, related_name="supporting_documents")
    kind = models.CharField(max_length=30)
    state = models.CharField(max_length=13, choices=choices_of(DocumentState), default=DocumentState.TO_GIVE)
    since = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=30, blank=True)
    said = models.TextField(max_length=1000, blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = _("Pièces justificatives")
        ordering: ClassVar = ["since", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "kind"], name="one_supporting_document_per_file_and_kind"),
            models.CheckConstraint(
                condition=~Q(state__in=[DocumentState.ACCEPTED.value, DocumentState.REFUSED.value])
                | Q(decided_at__isnull=False),
                name="an_accepted_or_refused_document_was_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[DocumentState.TO_GIVE.value, DocumentState.WAITING.value]) | Q(decided_at=None),
                name="a_document_that_waits_was_not_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.REFUSED.value) | ~Q(reason=""),
                name="a_refused_document_has_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["since", "id"],
                condition=Q(
                    state__in=[DocumentState.WAITING.value, DocumentState.NOT_CONCERNED.value], decided_at=None
                ),
                name="documents_to_check",
            ),
            models.Index(
                fields=["file"],
                condition=Q(decided_at__isnull=False, told_at=None),
                name="decisions_to_tell",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.kind}"


class GivenFile(models.Model):
    """A file given for a document. Nobody sees it before it was examined; what is seen then is our own copy.

    `stored_as` is its name in the store, drawn at random; empty once the file is refused or its term has come.
    `two_d_doc` is what the symbol on it says, as it stands there: whether it is genuine is asked anew each time.
    """

    document = models.ForeignKey(SupportingDocument, models.CASCADE, related_name="given_files")
    file_name = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    given_at = models.DateTimeField()
    stored_as = models.CharField(max_length=43, blank=True, db_index=True)
    examined_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=20, choices=list(SENTENCES.items()), blank=True)
    media_type = models.CharField(max_length=20, blank=True)
    pages = models.PositiveSmallIntegerField(default=1)
    two_d_doc = models.CharField(max_length=LONGEST, blank=True)

    class Meta:
        verbose_name_plural = _("Fichiers de ces pièces")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(refusal="") | Q(examined_at__isnull=False, stored_as=""),
                name="a_refused_file_is_not_kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.pk}"

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as an image."""
        return self.media_type == "image/jpeg"

    @property
    def can_be_seen(self) -> bool:
        """Whether it was examined and taken."""
        return bool(self.examined_at and self.stored_as)

    @property
    def refusal_sentence(self) -> Text:
        """Why it was not taken."""
        return SENTENCES[Refusal(self.refusal)]


class UnfinishedUpload(models.Model):
    """A file that arrives piece by piece; `fingerprint` is what the browser knows it by, to go on after a cut."""

    document = models.ForeignKey(SupportingDocument, models.CASCADE, related_name="unfinished_uploads")
    file_name = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    stored_as = models.CharField(max_length=43, unique=True)
    started_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = _("Envois de fichiers inachevés")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(received__lte=F("size")), name="no_more_is_received_than_announced"),
            models.UniqueConstraint(fields=["document", "fingerprint"], name="one_unfinished_upload_per_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.document} · {self.received}/{self.size}"


class DocumentChange(models.TextChoices):
    """What happened to a document."""

    GIVEN = "given", _("Donnée")
    TAKEN_BACK = "taken_back", _("Reprise")
    DECLARED_NOT_CONCERNED = "declared", _("Déclarée sans objet")
    ACCEPTED = "accepted", _("Acceptée")
    REFUSED = "refused", _("Refusée")
    CONFIRMED_NOT_CONCERNED = "confirmed", _("Confirmée sans objet")
    REOPENED = "reopened", _("Rouverte")


class DocumentEvent(models.Model):
    """The history of a document: what happened, when, by whom (None: the student)."""

    document = models.ForeignKey(SupportingDocument, models.CASCADE, related_name="events")
    change = models.CharField(max_length=10, choices=DocumentChange)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=30, blank=True)
    said = models.TextField(max_length=1000, blank=True)

    class Meta:
        verbose_name_plural = _("Historique de ces pièces")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.document} · {self.change}"


class Checking(models.Model):
    """An officer has a file's documents before them, for a while: nobody else is given them meanwhile."""

    file = models.OneToOneField(EnrolmentFile, models.CASCADE, related_name="checking")
    officer = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    until = models.DateTimeField()

    class Meta:
        verbose_name_plural = _("Dossiers que vous vérifiez")

    def __str__(self) -> str:
        return f"{self.file} · {self.until:%H:%M}"
