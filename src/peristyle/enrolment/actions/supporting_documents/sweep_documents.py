"""Remove what nobody needs any more: unfinished uploads, files without a row, documents whose term has come."""

from datetime import datetime, timedelta

from django.db import transaction

from peristyle.enrolment.actions.supporting_documents.forget_files import forget_files
from peristyle.enrolment.adapters import document_store
from peristyle.enrolment.models import DocumentEvent, GivenFile, SupportingDocument, UnfinishedUpload
from peristyle.enrolment.rules.uploads import UNFINISHED_FOR
from peristyle.kernel import clock, institution
from peristyle.kernel.tasks import task

#: No request and no examination lasts so long: a file of that age without a row was left by a crash.
ORPHAN_AFTER = timedelta(days=2)
BATCH = 500


@task(retries=0)
def sweep_uploads() -> None:
    """Give up the uploads begun longer ago than they may last."""
    old = UnfinishedUpload.objects.filter(started_at__lt=clock.now() - UNFINISHED_FOR)
    names = list(old.values_list("stored_as", flat=True))
    old.delete()
    transaction.on_commit(lambda: document_store.remove(names))


@task(retries=0)
def sweep_documents() -> None:
    """Forget the files and the words of documents at the end of their term; what was decided stays, without them."""
    kept_for = timedelta(days=institution.current().retention.supporting_document_days)
    at_term = SupportingDocument.objects.filter(file__admission__academic_year__ends_on__lt=clock.today() - kept_for)
    while given := list(GivenFile.objects.filter(document__in=at_term).order_by("id")[:BATCH]):
        with transaction.atomic():
            forget_files(given)
    at_term.exclude(said="").update(said="")
    DocumentEvent.objects.filter(document__in=at_term).exclude(said="").update(said="")
    _remove_orphans(clock.machine_time(clock.now() - ORPHAN_AFTER))


def _remove_orphans(before: datetime) -> None:
    names = set(document_store.written_before(before))
    names -= set(GivenFile.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    names -= set(UnfinishedUpload.objects.values_list("stored_as", flat=True))
    document_store.remove(names)
