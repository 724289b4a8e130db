"""Receive a file piece by piece, so that a cut costs a piece and not the whole."""

from django.db import transaction

from peristyle.enrolment.actions.supporting_documents.begin_document import begin_document
from peristyle.enrolment.actions.supporting_documents.give_file import NoRoomLeft, check_room, take
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.models import EnrolmentFile, SupportingDocument, UnfinishedUpload
from peristyle.enrolment.rules.supporting_documents import DocumentEntry
from peristyle.enrolment.rules.uploads import (
    HEAD,
    LARGEST,
    UNFINISHED_FOR,
    UNFINISHED_PER_FILE,
    NotTaken,
    Refusal,
    check_arrival,
    shown_name,
)
from peristyle.kernel import clock


class TooManyUploads(Exception):
    """Too many files of this person are under way."""


class WrongOffset(Exception):
    """The piece is not the next one: `received` bytes are here."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


def begin_upload(
    file: EnrolmentFile, entry: DocumentEntry, *, name: str, size: int, fingerprint: str
) -> UnfinishedUpload:
    """Announce a file, or find again the one that was cut. Raises NotTaken, NoRoomLeft, TooManyUploads."""
    if size <= 0:
        raise NotTaken(Refusal.EMPTY)
    if size > LARGEST:
        raise NotTaken(Refusal.TOO_LARGE)
    document = begin_document(file, entry.kind)
    check_room(document, entry)
    recent = UnfinishedUpload.objects.filter(document__file=file, started_at__gt=clock.now() - UNFINISHED_FOR)
    known = recent.filter(document=document, fingerprint=fingerprint, size=size).first()
    if known:
        return known
    # Held, so that two at the same instant are counted one after the other.
    EnrolmentFile.objects.select_for_update().get(pk=file.pk)
    if recent.count() >= UNFINISHED_PER_FILE:
        raise TooManyUploads
    UnfinishedUpload.objects.filter(document=document, fingerprint=fingerprint).delete()
    return UnfinishedUpload.objects.create(
        document=document,
        file_name=shown_name(name),
        fingerprint=fingerprint,
        size=size,
        stored_as=document_store.new_name(),
        started_at=clock.now(),
    )


def receive_piece(upload: UnfinishedUpload, entry: DocumentEntry, offset: int, piece: bytes) -> int:
    """Put the next piece where it belongs; how many bytes are here now. With the last one the file is given.

    Raises WrongOffset, NotTaken, NoRoomLeft.
    """
    try:
        with transaction.atomic():
            return _write(upload, entry, offset, piece)
    except (NotTaken, NoRoomLeft):
        give_up_upload(upload)
        raise


def give_up_upload(upload: UnfinishedUpload) -> None:
    """Forget an upload, and what came of it."""
    upload.delete()
    transaction.on_commit(lambda: document_store.remove([upload.stored_as]))


def _write(upload: UnfinishedUpload, entry: DocumentEntry, offset: int, piece: bytes) -> int:
    document = SupportingDocument.objects.select_for_update().get(pk=upload.document_id)
    present = UnfinishedUpload.objects.filter(pk=upload.pk)
    received = offset + len(piece)
    if not piece or not present.filter(received=offset, size__gte=received).update(received=received):
        # Gone: the whole file is here since.
        here = present.values_list("received", flat=True).first()
        raise WrongOffset(upload.size if here is None else here)
    if offset == 0:
        check_arrival(piece[:HEAD], upload.size, picture_only=entry.portrait is not None)
    document_store.write_at(upload.stored_as, offset, piece)
    if received == upload.size:
        check_room(document, entry)
        present.delete()
        take(document, entry, upload.stored_as, name=upload.file_name, size=upload.size)
    return received
