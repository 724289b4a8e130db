"""Write down what happens to a document."""

from peristyle.enrolment.models import DocumentChange, DocumentEvent, SupportingDocument
from peristyle.kernel import clock
from peristyle.people.public import Person


def write_history(
    document: SupportingDocument, change: DocumentChange, *, by: Person | None = None, reason: str = "", said: str = ""
) -> None:
    """Add a line to the history of a document; by nobody: by the student."""
    DocumentEvent.objects.create(document=document, change=change, at=clock.now(), by=by, reason=reason, said=said)
