"""Give a file for a document."""

from collections.abc import Iterable

from peristyle.enrolment.actions.supporting_documents.begin_document import begin_document
from peristyle.enrolment.actions.supporting_documents.examine_file import examine_file
from peristyle.enrolment.actions.supporting_documents.forget_files import forget_files
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.models import EnrolmentFile, GivenFile, SupportingDocument
from peristyle.enrolment.rules.supporting_documents import DocumentEntry, DocumentState, takes_files
from peristyle.enrolment.rules.uploads import HEAD, check_arrival, shown_name
from peristyle.kernel import clock


class NoRoomLeft(Exception):
    """The document is accepted already, or as many files stand for it as it may have."""


def give_file(file: EnrolmentFile, entry: DocumentEntry, pieces: Iterable[bytes], *, name: str, size: int) -> None:
    """Keep a file that came whole and have it examined. Raises NotTaken, NoRoomLeft."""
    document = begin_document(file, entry.kind)
    check_room(document, entry)
    stored_as = document_store.keep(pieces)
    try:
        take(document, entry, stored_as, name=name, size=size)
    except Exception:
        document_store.remove([stored_as])
        raise


def check_room(document: SupportingDocument, entry: DocumentEntry) -> None:
    """Whether one more file may stand for a document. Raises NoRoomLeft."""
    if not takes_files(document.state):
        raise NoRoomLeft
    if document.state in (DocumentState.TO_GIVE, DocumentState.WAITING):
        standing = GivenFile.objects.filter(document=document, refusal="").count()
        if standing >= entry.pages:
            raise NoRoomLeft


def take(document: SupportingDocument, entry: DocumentEntry, stored_as: str, *, name: str, size: int) -> None:
    """Put a stored file among those of a document, instead of those that were refused; have it examined.

    Raises NotTaken.
    """
    check_arrival(document_store.beginning_of(stored_as, HEAD), size, picture_only=entry.portrait is not None)
    former = list(document.given_files.all())
    if document.state in (DocumentState.TO_GIVE, DocumentState.WAITING):
        former = [given for given in former if given.refusal]
    forget_files(former)
    document.state = DocumentState.TO_GIVE
    document.revision += 1
    document.decided_at, document.decided_by, document.reason, document.said = None, None, "", ""
    document.save(update_fields=["state", "revision", "decided_at", "decided_by", "reason", "said"])
    given = GivenFile.objects.create(
        document=document, file_name=shown_name(name), size=size, given_at=clock.now(), stored_as=stored_as
    )
    examine_file.enqueue(given.pk)
