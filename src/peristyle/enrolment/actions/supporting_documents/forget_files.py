"""Forget files that were given."""

from django.db import transaction

from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.models import GivenFile


def forget_files(given_files: list[GivenFile]) -> None:
    """Remove given files: their rows now, themselves once that is certain."""
    names = [given.stored_as for given in given_files]
    GivenFile.objects.filter(pk__in=[given.pk for given in given_files]).delete()
    transaction.on_commit(lambda: document_store.remove(names))
