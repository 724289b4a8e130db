"""Forget all the documents of a person."""

from django.db import transaction

from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.models import Checking, GivenFile, SupportingDocument, UnfinishedUpload


def erase_documents(person_id: int) -> None:
    """Remove the documents of a person's files, their history, and the files themselves once that is certain."""
    documents = SupportingDocument.objects.filter(file__enrolment__person_id=person_id)
    names = [
        *GivenFile.objects.filter(document__in=documents).values_list("stored_as", flat=True),
        *UnfinishedUpload.objects.filter(document__in=documents).values_list("stored_as", flat=True),
    ]
    Checking.objects.filter(file__enrolment__person_id=person_id).delete()
    documents.delete()
    transaction.on_commit(lambda: document_store.remove(names))
