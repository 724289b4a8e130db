"""Take a wanted document in hand."""

from peristyle.enrolment.models import EnrolmentFile, SupportingDocument
from peristyle.kernel import clock


def begin_document(file: EnrolmentFile, kind: str) -> SupportingDocument:
    """The row of a document, made if it is not there, held until the end of the transaction."""
    document, _created = SupportingDocument.objects.select_for_update().get_or_create(
        file=file, kind=kind, defaults={"since": clock.now()}
    )
    return document
