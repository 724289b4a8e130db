"""Say that a document does not concern one."""

from peristyle.enrolment.actions.supporting_documents.begin_document import begin_document
from peristyle.enrolment.actions.supporting_documents.forget_files import forget_files
from peristyle.enrolment.actions.supporting_documents.write_history import write_history
from peristyle.enrolment.models import DocumentChange, EnrolmentFile
from peristyle.enrolment.rules.supporting_documents import DocumentEntry, DocumentState
from peristyle.kernel import clock


class CannotBeDeclared(Exception):
    """Everybody gives this document, or an officer has accepted it."""


def declare_not_concerned(file: EnrolmentFile, entry: DocumentEntry) -> None:
    """Put the student's word before an officer, who confirms it or not. Raises CannotBeDeclared."""
    document = begin_document(file, entry.kind)
    if not entry.may_be_not_concerned or document.state in (DocumentState.ACCEPTED, DocumentState.NOT_CONCERNED):
        raise CannotBeDeclared
    forget_files(list(document.given_files.all()))
    document.state = DocumentState.NOT_CONCERNED
    document.since = clock.now()
    document.revision += 1
    document.decided_at, document.decided_by, document.reason, document.said = None, None, "", ""
    document.save()
    write_history(document, DocumentChange.DECLARED_NOT_CONCERNED)
