"""Erase whom documents were about; their numbers, codes and hashes stay, so that paper can still be verified."""

from peristyle.audit.public import forget_subjects
from peristyle.documents.adapters import files
from peristyle.documents.models import IssuedDocument
from peristyle.kernel import clock


def erase_documents(person_id: int) -> None:
    """Forget the data and the files of a person's documents."""
    documents = IssuedDocument.objects.filter(person_id=person_id, erased_at=None)
    forget_subjects([f"documents.issueddocument:{pk}" for pk in documents.values_list("pk", flat=True)])
    hashes = [sha256 for sha256 in documents.values_list("sha256", flat=True) if sha256]
    documents.update(data={}, holder="", cancellation_reason="", erased_at=clock.now())
    for sha256 in hashes:
        files.forget(sha256)
