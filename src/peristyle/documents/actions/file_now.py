"""A document's file for a task that cannot go on without it, such as the letter it goes with."""

from peristyle.documents.actions.write_document import write_document
from peristyle.documents.models import IssuedDocument
from peristyle.documents.queries import document_file


class NoFile(Exception):
    """The document was erased since: it has no file any more."""


def file_now(document: IssuedDocument) -> bytes:
    """The sealed file, written now if it was not yet: some tenth of a second, never in a request. Raises NoFile."""
    write_document.call(document.pk)
    document.refresh_from_db()
    pdf = document_file(document)
    if pdf is None:
        raise NoFile(document.number)
    return pdf
