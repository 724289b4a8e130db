"""Take a given file back."""

from peristyle.enrolment.actions.supporting_documents.examine_file import put_in_queue
from peristyle.enrolment.actions.supporting_documents.forget_files import forget_files
from peristyle.enrolment.actions.supporting_documents.write_history import write_history
from peristyle.enrolment.models import DocumentChange, GivenFile, SupportingDocument
from peristyle.enrolment.rules.supporting_documents import DocumentState


class AlreadyDecided(Exception):
    """An officer has decided: what they saw stays as they saw it."""


def take_back_file(given: GivenFile) -> None:
    """Remove a file from a document that nobody has decided about. Raises AlreadyDecided."""
    document = SupportingDocument.objects.select_for_update().get(pk=given.document_id)
    if document.state not in (DocumentState.TO_GIVE, DocumentState.WAITING):
        raise AlreadyDecided
    forget_files([given])
    document.state = DocumentState.TO_GIVE
    document.revision += 1
    document.save(update_fields=["state", "revision"])
    if given.can_be_seen:
        write_history(document, DocumentChange.TAKEN_BACK)
    put_in_queue(document)
